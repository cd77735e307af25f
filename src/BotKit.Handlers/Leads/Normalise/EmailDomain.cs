using System.Globalization;

namespace BotKit.Handlers.Leads;

/// <summary>The domain of a mailbox (RFC 5321, 4.1.2 and 4.1.3): labels of letters, digits and hyphens, or an address literal.</summary>
internal static class EmailDomain
{
    private const int MaxLabelLength = 63;
    private const int IPv6Groups = 8;

    public static bool IsValid(ReadOnlySpan<char> domain)
        => domain is ['[', .. var literal, ']'] ? IsLiteral(literal) : IsName(domain);

    private static bool IsName(ReadOnlySpan<char> domain)
    {
        foreach (var part in domain.Split('.'))
        {
            var label = domain[part];
            if (label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var character in label)
            {
                if (!char.IsAsciiLetterOrDigit(character) && character != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsLiteral(ReadOnlySpan<char> literal)
        => literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? IsIPv6(literal["IPv6:".Length..]) : IsIPv4(literal);

    private static bool IsIPv4(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var part in text.Split('.'))
        {
            var number = text[part];
            count++;
            if (number.Length is 0 or > 3
                || number.ContainsAnyExceptInRange('0', '9')
                || int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) > 255)
            {
                return false;
            }
        }

        return count == 4;
    }

    /// <summary>Eight groups, or fewer with one <c>::</c> for the groups of zeros left out; the last two may be written as IPv4.</summary>
    private static bool IsIPv6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
        {
            return Groups(text, mayEndWithIPv4: true) == IPv6Groups;
        }

        var before = text[..gap];
        var after = text[(gap + 2)..];
        var left = before.Length == 0 ? 0 : Groups(before, mayEndWithIPv4: false);
        var right = after.Length == 0 ? 0 : Groups(after, mayEndWithIPv4: true);
        return left >= 0 && right >= 0 && left + right < IPv6Groups;
    }

    /// <summary>How many groups of four hexadecimal digits there are; -1 when something else is there.</summary>
    private static int Groups(ReadOnlySpan<char> text, bool mayEndWithIPv4)
    {
        var count = 0;
        foreach (var part in text.Split(':'))
        {
            var group = text[part];
            if (mayEndWithIPv4 && part.End.GetOffset(text.Length) == text.Length && group.Contains('.'))
            {
                return IsIPv4(group) ? count + 2 : -1;
            }

            if (group.Length is 0 or > 4)
            {
                return -1;
            }

            foreach (var character in group)
            {
                if (!char.IsAsciiHexDigit(character))
                {
                    return -1;
                }
            }

            count++;
        }

        return count;
    }
}
