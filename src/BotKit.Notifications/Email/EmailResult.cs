namespace BotKit.Notifications;

/// <summary>What became of an e-mail.</summary>
/// <param name="MessageId">The Message-ID, without angle brackets.</param>
/// <param name="Accepted">The addresses whose mail the server took.</param>
/// <param name="Refused">The addresses whose mail it did not take.</param>
public sealed record EmailResult(string MessageId, IReadOnlyList<string> Accepted, IReadOnlyList<EmailRefusal> Refused);
