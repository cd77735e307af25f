namespace BotKit.Handlers;

/// <summary>A migration that is not applied yet.</summary>
/// <param name="Version">The number that its file's name begins with.</param>
/// <param name="File">The name of its file, without the folder.</param>
/// <param name="Checksum">The SHA-256 of its text in hexadecimal; the ends of lines make no difference.</param>
public sealed record PendingMigration(long Version, string File, string Checksum);
