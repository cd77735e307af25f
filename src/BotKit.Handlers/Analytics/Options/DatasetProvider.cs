namespace BotKit.Handlers.Analytics;

/// <summary>The kinds of datasets.</summary>
internal static class DatasetProvider
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";
    public const string File = "file";
    public const string Rule = "'sqlite', 'postgresql' or 'file'";

    /// <summary>The kind in lower case; <see langword="null"/> when it is none.</summary>
    public static string? Of(DatasetOptions dataset)
        => new[] { Sqlite, PostgreSql, File }.FirstOrDefault(kind => string.Equals(kind, dataset.Provider, StringComparison.OrdinalIgnoreCase));
}
