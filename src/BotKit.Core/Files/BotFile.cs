namespace BotKit.Files;

/// <summary>A file that a store keeps.</summary>
/// <param name="Id">The id that the store gave it: lower-case letters and digits, in the order in which files were made.</param>
/// <param name="Name">Its name, for people to read: no path, no control characters, at most 200 characters.</param>
/// <param name="ContentType">Its media type as it was said to be.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Sha256">The SHA-256 of its bytes in lower-case hexadecimal.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record BotFile(string Id, string Name, string ContentType, long Bytes, string Sha256, DateTimeOffset CreatedAt)
{
    /// <summary>The bot that wrote it. Default none: a caller sent it.</summary>
    public string? Bot { get; init; }

    /// <summary>The run that wrote it. Default none.</summary>
    public Guid? ExecutionId { get; init; }

    /// <summary>When it ends to be kept. Default never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
