namespace BotKit.Handlers;

/// <summary>One table of a verified backup.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Rows">The rows counted in the copy, equal to those of the original at the moment of the backup.</param>
public sealed record BackupTable(string Name, long Rows);
