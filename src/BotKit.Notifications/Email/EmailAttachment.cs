namespace BotKit.Notifications;

/// <summary>A file that comes with an e-mail.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">Its media type, such as <c>text/csv</c>; <see langword="null"/> for the one of the name's extension.</param>
public sealed record EmailAttachment(string Name, ReadOnlyMemory<byte> Content, string? ContentType = null);
