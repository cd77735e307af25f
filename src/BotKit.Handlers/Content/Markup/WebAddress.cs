using System.Buffers;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Content;

/// <summary>Addresses that a page may link to.</summary>
internal static partial class WebAddress
{
    /// <summary>What would end an address in Markdown or HTML.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("<>\"'`\\ \t\r\n()");

    /// <summary>Whether it is http, https, mailto, or has no scheme.</summary>
    public static bool IsSafe(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return true;
        }

        if (address.Any(char.IsControl))
        {
            return false;
        }

        var end = address.AsSpan().IndexOfAny(":/?#");
        return end < 0 || address[end] != ':' || address[..end].ToLowerInvariant() is "http" or "https" or "mailto";
    }

    /// <summary>Whether it is an absolute http or https address, as configuration may name one.</summary>
    public static bool IsWeb(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            && !address!.AsSpan().ContainsAny(Ends);

    /// <summary>Addresses in plain text, without the punctuation behind them.</summary>
    [GeneratedRegex(@"\b(?:https?://|www\.)[^\s<>""]*[^\s<>""\p{P}]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex InText();
}
