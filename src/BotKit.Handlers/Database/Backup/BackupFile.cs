namespace BotKit.Handlers.Database;

/// <summary>A backup as it lies in its folder.</summary>
/// <param name="Name">Its name without the folder.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record BackupFile(string Name, string Path, long Bytes);
