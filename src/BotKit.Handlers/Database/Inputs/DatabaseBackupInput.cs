namespace BotKit.Handlers;

/// <summary>Asks for a verified backup; the answer is a <see cref="DatabaseBackup"/>, or a <see cref="DatabaseBackupPlan"/> in a dry run.</summary>
public sealed record DatabaseBackupInput : DatabaseInput;
