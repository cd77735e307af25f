namespace BotKit.Handlers.Database;

/// <summary>One table from the live catalogue.</summary>
/// <param name="Oid">Its number in the catalogue.</param>
/// <param name="Name">Its name for people: without its schema where that is <c>public</c>.</param>
/// <param name="Sql">Its name as it may stand in a statement, quoted by the server.</param>
/// <param name="IsReadable">Whether all its rows can be read by the configured user.</param>
/// <param name="Bytes">The bytes it takes with its indexes.</param>
/// <param name="DeadRows">About how many dead rows it has.</param>
internal sealed record PostgresTable(uint Oid, string Name, string Sql, bool IsReadable, long Bytes, long DeadRows);
