namespace BotKit.Handlers;

/// <summary>Asks which backups a database has; the answer is a <see cref="DatabaseBackupList"/>.</summary>
public sealed record DatabaseBackupListInput : DatabaseInput;
