namespace BotKit.Notifications;

/// <summary>An address that a server refused.</summary>
/// <param name="Address">The address.</param>
/// <param name="Code">The code of SMTP, such as 550.</param>
/// <param name="IsTransient">Whether it may take mail for it later (4xx).</param>
public sealed record EmailRefusal(string Address, int Code, bool IsTransient);
