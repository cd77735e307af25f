namespace BotKit.Storage.Schema;

/// <summary>One step of the schema. Each statement may be repeated, so that a step that was interrupted is done again from its start.</summary>
/// <param name="Version">The version it leads to.</param>
/// <param name="Tables">Run in one transaction. They only add, so that a node of the version before can go on.</param>
/// <param name="Columns">Added to tables of earlier versions, one by one; they may be null, so that a node of the version before can go on.</param>
/// <param name="Indexes">Run one by one afterwards; a database that can build them while others write does.</param>
internal sealed record Migration(int Version, IReadOnlyList<string> Tables, IReadOnlyList<SchemaColumn> Columns, IReadOnlyList<SchemaIndex> Indexes);

/// <summary>A column that a table of an earlier version gets.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in the words of the schema.</param>
internal sealed record SchemaColumn(string Table, string Name, string Type);

/// <summary>An index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="On">Table, columns and condition.</param>
/// <param name="IsUnique">Whether it is unique.</param>
internal sealed record SchemaIndex(string Name, string On, bool IsUnique = false);
