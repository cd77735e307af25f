namespace BotKit.Storage.Schema;

/// <summary>
/// Every step of the schema, oldest first. Types are the words of <see cref="Dialect.StoreDialect.Translate"/>:
/// <c>{id}</c> uuid or 16 bytes in big-endian order, <c>{int}</c> 64 bits, <c>{small}</c> 16 bits, <c>{real}</c>, <c>{text}</c>,
/// <c>{bytes}</c>, <c>{auto}</c> a number that the database gives; <c>{wide}</c> ends a table of rows that are written once and
/// changed once, <c>{narrow}</c> one of small rows that change often, <c>{plain}</c> any other.
/// </summary>
internal static class Migrations
{
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1, [.. RunTables.All, .. KeepTables.All], [], FirstIndexes.All),
        new(2, [.. ScheduleTables.All], [.. ScheduleTables.Columns, .. AlertColumns.Columns], [.. ScheduleTables.Indexes, .. AlertColumns.Indexes]),
        new(3, [], [WakeColumn.Noted], []),
    ];

    /// <summary>The row that says which version the schema has; made before the first migration.</summary>
    public const string Version = """
        create table if not exists bot_schema (
         id {small} not null primary key,
         version {int} not null,
         min_reader {int} not null) {plain}
        """;
}
