namespace BotKit.Handlers;

/// <summary>One rule of retention, from the configuration section <c>Databases:{name}:CleanUp:{rule}</c>.</summary>
public sealed class DatabaseCleanUpOptions
{
    /// <summary>
    /// The table; it must exist and have a primary key. For PostgreSQL <c>schema.table</c> where the schema is not
    /// <c>public</c>. Required.
    /// </summary>
    public string Table { get; set; } = "";

    /// <summary>The column that says how old a row is. A row without a value in it is kept. Required.</summary>
    public string Column { get; set; } = "";

    /// <summary>Rows older than this are removed, 1 min to 36,500 days. Required.</summary>
    public TimeSpan Age { get; set; }

    /// <summary>
    /// What is in the column: <c>date</c> (a date or time; for SQLite text in ISO 8601, in UTC), <c>unix-seconds</c> or
    /// <c>unix-milliseconds</c> (a number). Values of another kind are kept. Default <c>date</c>.
    /// </summary>
    public string Format { get; set; } = Database.CleanUpFormats.Date;
}
