namespace BotKit.Handlers.Leads;

/// <summary>What became of an e-mail address.</summary>
/// <param name="Address">The address in one form; <see langword="null"/> when it is none.</param>
/// <param name="Fault">What is wrong with it; <see langword="null"/> when it is an address.</param>
/// <param name="IsDisposable">Whether its domain gives mailboxes away for minutes.</param>
/// <param name="IsRole">Whether it names a function, such as <c>info</c>, and no person.</param>
/// <param name="IsFree">Whether its domain belongs to a mail provider, and to no company.</param>
internal readonly record struct NormalisedEmail(string? Address, EmailFault? Fault, bool IsDisposable = false, bool IsRole = false, bool IsFree = false);
