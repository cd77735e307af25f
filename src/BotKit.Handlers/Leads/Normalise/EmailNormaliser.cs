namespace BotKit.Handlers.Leads;

/// <summary>Brings e-mail addresses into one form: no blanks around them, the domain in lower case. The local part is the receiver's business.</summary>
internal sealed class EmailNormaliser
{
    private readonly HashSet<string> _disposable = WordList.Set("disposable-domains.txt");
    private readonly HashSet<string> _free = WordList.Set("free-domains.txt");
    private readonly HashSet<string> _roles = WordList.Set("role-names.txt");

    public NormalisedEmail Normalise(string text)
    {
        var trimmed = Bare(text.AsSpan().Trim());
        if (EmailAddress.Parse(trimmed, out var address) is { } fault)
        {
            return new NormalisedEmail(null, fault);
        }

        var domain = address.Domain.ToString().ToLowerInvariant();
        var plus = address.Local.IndexOf('+');
        var name = plus > 0 ? address.Local[..plus] : address.Local;
        return new NormalisedEmail(
            $"{address.Local}@{domain}",
            null,
            IsListed(_disposable, domain),
            _roles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name),
            _free.Contains(domain));
    }

    /// <summary>The address inside <c>mailto:</c> or inside <c>Name &lt;address&gt;</c>.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            return text["mailto:".Length..];
        }

        var open = text.LastIndexOf('<');
        return open >= 0 && text[^1] == '>' ? text[(open + 1)..^1] : text;
    }

    /// <summary>Whether a domain, or one that it is below, is in a list.</summary>
    private static bool IsListed(HashSet<string> list, string domain)
    {
        var lookup = list.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = domain.AsSpan(); rest.Contains('.'); rest = rest[(rest.IndexOf('.') + 1)..])
        {
            if (lookup.Contains(rest))
            {
                return true;
            }
        }

        return false;
    }
}
