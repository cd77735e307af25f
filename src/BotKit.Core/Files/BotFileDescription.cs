namespace BotKit.Files;

/// <summary>What is said about a file that shall be kept.</summary>
/// <param name="Name">
/// Its name, for people to read. It never becomes a path: of a path only the last part is kept, without control characters,
/// cut to 200 characters; an empty one becomes <c>file</c>.
/// </param>
/// <param name="ContentType">Its media type, such as <c>text/csv</c>; what is none becomes <c>application/octet-stream</c>.</param>
public sealed record BotFileDescription(string Name, string ContentType)
{
    /// <summary>The bot that writes it. Default none.</summary>
    public string? Bot { get; init; }

    /// <summary>The run that writes it. Default none.</summary>
    public Guid? ExecutionId { get; init; }

    /// <summary>When it ends to be kept. Default as long as the store keeps files.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many bytes it will have, where that is known, so that what does not fit is refused at once. Default unknown.</summary>
    public long? Bytes { get; init; }
}
