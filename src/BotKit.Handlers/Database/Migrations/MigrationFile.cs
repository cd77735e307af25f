namespace BotKit.Handlers.Database;

/// <summary>One file of the migrations' folder.</summary>
/// <param name="Version">The number that its name begins with.</param>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="Checksum">The SHA-256 of its text in hexadecimal.</param>
/// <param name="Sql">Its text.</param>
internal sealed record MigrationFile(long Version, string Name, string Checksum, string Sql);

/// <summary>One row of a database's history.</summary>
/// <param name="Version">The migration's version.</param>
/// <param name="Name">The name that its file had.</param>
/// <param name="Checksum">The checksum that its text had.</param>
internal sealed record MigrationRecord(long Version, string Name, string Checksum);
