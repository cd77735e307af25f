namespace BotKit.Handlers;

/// <summary>One backup of a database.</summary>
/// <param name="File">The name of the file, without its folder; a restore is asked for by it.</param>
/// <param name="Bytes">The size of the file in bytes.</param>
/// <param name="TakenAt">When it was taken.</param>
public sealed record DatabaseBackupListItem(string File, long Bytes, DateTimeOffset TakenAt);
