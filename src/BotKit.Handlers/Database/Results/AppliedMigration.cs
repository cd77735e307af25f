namespace BotKit.Handlers;

/// <summary>A migration that was applied.</summary>
/// <param name="Version">The number that its file's name begins with.</param>
/// <param name="File">The name of its file, without the folder.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record AppliedMigration(long Version, string File, double Milliseconds);
