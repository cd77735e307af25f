namespace BotKit.Handlers.Leads;

/// <summary>
/// A mailbox as RFC 5321 writes it in <c>RCPT TO</c> (section 4.1.2, lengths of 4.5.3.1): no comments, no folding, no obsolete
/// forms of RFC 5322. What it says is syntax only; whether the mailbox exists is for a mail server to say.
/// </summary>
internal readonly ref struct EmailAddress
{
    public const int MaxLength = 254;
    public const int MaxLocalLength = 64;
    public const int MaxDomainLength = 255;

    private EmailAddress(ReadOnlySpan<char> local, ReadOnlySpan<char> domain)
    {
        Local = local;
        Domain = domain;
    }

    /// <summary>What is before the <c>@</c>, with its quotes where it has any.</summary>
    public ReadOnlySpan<char> Local { get; }

    /// <summary>What is behind the <c>@</c>: names, or a literal in brackets.</summary>
    public ReadOnlySpan<char> Domain { get; }

    public bool IsLiteral => Domain is ['[', ..];

    /// <summary>Reads an address; <see langword="null"/> when it is one, else what is wrong with it.</summary>
    public static EmailFault? Parse(ReadOnlySpan<char> text, out EmailAddress address)
    {
        address = default;
        var local = text is ['"', ..] ? QuotedLength(text) : text.IndexOf('@');
        if (local <= 0)
        {
            return text.IndexOf('@') < 0 ? EmailFault.NoAt : EmailFault.Local;
        }

        if (local >= text.Length || text[local] != '@')
        {
            return EmailFault.Local;
        }

        address = new EmailAddress(text[..local], text[(local + 1)..]);
        return text[0] != '"' && !IsDotString(address.Local) ? EmailFault.Local
            : local > MaxLocalLength || address.Domain.Length > MaxDomainLength || text.Length > MaxLength ? EmailFault.Length
            : EmailDomain.IsValid(address.Domain) ? null
            : EmailFault.Domain;
    }

    /// <summary>Letters, digits and signs in parts that single dots join.</summary>
    private static bool IsDotString(ReadOnlySpan<char> text)
    {
        var wasDot = true;
        foreach (var character in text)
        {
            var isDot = character == '.';
            if ((isDot && wasDot) || (!isDot && !IsAtomText(character)))
            {
                return false;
            }

            wasDot = isDot;
        }

        return !wasDot;
    }

    /// <summary>The length of a quoted string at the beginning of a text, with both quotes; 0 when it is none.</summary>
    private static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (var index = 1; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '"':
                    return index + 1;
                case '\\' when index + 1 < text.Length && text[index + 1] is >= ' ' and <= '~':
                    index++;
                    break;
                case '\\' or < ' ' or > '~':
                    return 0;
            }
        }

        return 0;
    }

    private static bool IsAtomText(char character)
        => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~".Contains(character);
}
