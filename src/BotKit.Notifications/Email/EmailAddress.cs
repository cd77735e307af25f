using MimeKit;

namespace BotKit.Notifications.Email;

/// <summary>Addresses as people write them, strictly: one address, no control characters, nothing that needs SMTPUTF8.</summary>
internal static class EmailAddress
{
    private const int MaxLength = 500;
    private const int MaxAddressLength = 254;

    public static MailboxAddress? TryParse(string? text)
    {
        if (text is not { Length: > 2 and <= MaxLength } || text.Any(IsHostile))
        {
            return null;
        }

        return MailboxAddress.TryParse(text, out var mailbox) && IsPlain(mailbox) ? mailbox : null;
    }

    public static MailboxAddress Parse(string? text, string property)
        => TryParse(text) ?? throw new ArgumentException($"{property} holds something that is not an e-mail address.");

    /// <summary>Control characters, and those that turn the direction of text: they make one thing look like another.</summary>
    public static bool IsHostile(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsPlain(MailboxAddress mailbox)
    {
        var address = mailbox.Address;
        var at = address.LastIndexOf('@');
        return address.Length <= MaxAddressLength && at > 0 && at < address.Length - 1 && mailbox.Route.Count == 0
            && address[..at].All(static c => c is > ' ' and < '\u007f' and not '<' and not '>' and not '"' and not '\\' and not ',' and not ';' and not ':')
            && address[0] != '-'
            && Uri.CheckHostName(address[(at + 1)..].Trim('[', ']')) != UriHostNameType.Unknown;
    }
}
