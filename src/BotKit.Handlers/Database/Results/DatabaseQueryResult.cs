using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>The rows of a named query.</summary>
public sealed record DatabaseQueryResult : DatabaseResult
{
    /// <summary>The query's configured name.</summary>
    public required string Query { get; init; }

    /// <summary>The names of the columns, in order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The rows, each with one value per column: a number, a text, <c>null</c>, or a blob as Base64 text.</summary>
    public required IReadOnlyList<IReadOnlyList<JsonElement>> Rows { get; init; }

    /// <summary>Whether rows were left out, because there are more than the query's <c>MaxRows</c> or 4 MiB of them.</summary>
    public required bool Truncated { get; init; }
}
