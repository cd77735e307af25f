namespace BotKit.Storage.Schema;

/// <summary>The versions of the schema that this library knows.</summary>
internal static class SchemaVersions
{
    /// <summary>The schema that the migrations of this library lead to.</summary>
    public const int Current = 3;

    /// <summary>
    /// The oldest library that may use the schema once this one has migrated it, as the schema version that it knows. It is
    /// raised only by a migration that takes something away.
    /// </summary>
    public const int MinReader = 1;
}
