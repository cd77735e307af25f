using BotKit.Handlers.Database;

namespace BotKit.Handlers;

/// <summary>One named query, from the configuration section <c>Databases:{name}:Queries:{query}</c>.</summary>
public sealed class DatabaseQueryOptions
{
    /// <summary>
    /// The statement: exactly one, which only reads. Parameters are written <c>$name</c>, <c>:name</c> or <c>@name</c>, and
    /// an input must give all of them. Required, at most 65,536 characters.
    /// </summary>
    public string Sql { get; set; } = "";

    /// <summary>What the query answers, for people, at most 500 characters. Default <see langword="null"/>.</summary>
    public string? Description { get; set; }

    /// <summary>The most rows of a result, 1 to 10,000; a result with more is cut and says so. Default 1,000.</summary>
    public int MaxRows { get; set; } = DatabaseDefaults.MaxRows;

    /// <summary>How long the statement may take, 1 ms to 25 s. Default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = DatabaseDefaults.QueryTimeout;
}
