namespace BotKit.Handlers.Database;

/// <summary>What index advice needs to know of a table.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="HasPrimaryKey">Whether it has one.</param>
/// <param name="Indexes">Its indexes, those of keys among them.</param>
/// <param name="ForeignKeys">Its foreign keys.</param>
internal sealed record TableShape(string Name, bool HasPrimaryKey, IReadOnlyList<IndexShape> Indexes, IReadOnlyList<ForeignKeyShape> ForeignKeys);

/// <summary>A foreign key.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Target">The table it refers to.</param>
internal sealed record ForeignKeyShape(IReadOnlyList<string> Columns, string Target);

/// <summary>An index, so that two of either kind of database can be compared.</summary>
internal sealed record IndexShape
{
    public required string Name { get; init; }

    /// <summary>The columns of its key; an expression is <c>(expression)</c>.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Its key with all that makes a difference: order, collation, operators, text of an expression.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Columns that it carries beside its key.</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    public required bool Unique { get; init; }

    /// <summary>Whether a primary key or a constraint needs it.</summary>
    public required bool BacksConstraint { get; init; }

    /// <summary>Which rows it covers; <see langword="null"/> for all.</summary>
    public string? Condition { get; init; }

    /// <summary>Its kind, such as <c>btree</c>.</summary>
    public string Method { get; init; } = "btree";

    /// <summary>How often queries used it, where that is counted.</summary>
    public long? Scans { get; init; }
}
