using System.Text.RegularExpressions;

namespace BotKit.Diagnostics;

/// <summary>
/// Masks what lines of foreign code may give away: keys, connection strings, tokens, SQL and file paths. It rather masks too much
/// than too little.
/// </summary>
internal static partial class LogMask
{
    private const string Mask = SensitiveAttribute.Mask;
    private const int TimeoutMilliseconds = 250;

    private const string SecretNames =
        "(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|signature|sig|api[-_ ]?key|access[-_ ]?key|account[-_ ]?key|private[-_ ]?key|authorization|cookie|connection[-_ ]?string|session[-_ ]?id)";

    public static string Apply(string text)
    {
        try
        {
            text = PrivateKey().Replace(text, Mask);
            text = ConnectionString().Replace(text, Mask);
            text = Scheme().Replace(text, "$1 " + Mask);
            text = Secret().Replace(text, "$1" + Mask);
            text = UserInUrl().Replace(text, "$1" + Mask + "@");
            text = Token().Replace(text, static match => IsToken(match.ValueSpan) ? Mask : match.Value);
            text = Sql().Replace(text, Mask);
            text = QuotedPath().Replace(text, "$1" + Mask + "$1");
            text = WindowsPath().Replace(text, Mask);
            return UnixPath().Replace(text, Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>Long, and of upper case, lower case and digits: keys and signatures, not words, ids or hashes in hexadecimal.</summary>
    private static bool IsToken(ReadOnlySpan<char> text)
        => text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('0', '9');

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*", RegexOptions.Singleline, TimeoutMilliseconds)]
    private static partial Regex PrivateKey();

    /// <summary>Two or more pairs of a name and a value, the first of a name that connection strings begin with.</summary>
    [GeneratedRegex(
        @"\b(?:data source|server|address|addr|host|hostname|endpoint|user id|uid|username|user|initial catalog|database|filename|accountname|defaultendpointsprotocol)\s*=[^;\r\n]*;(?:\s*[\w .-]{1,40}=[^;\r\n]*;?)+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeoutMilliseconds)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"\b(bearer|basic)\s+[\w.~+/-]{6,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"(\b[\w-]{0,40}" + SecretNames + @"[\w-]{0,20}[""']?\s*(?:=>|[:=])\s*)(?:""[^""]*""?|'[^']*'?|[^\s;,&""'}\])]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeoutMilliseconds)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]{0,20}://)[^\s/@""'<>]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex UserInUrl();

    [GeneratedRegex(@"[A-Za-z0-9_+=.-]{24,}", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Token();

    /// <summary>From where a statement begins to the end: nothing says where it ends.</summary>
    [GeneratedRegex(
        @"\b(?:select\s.{1,2000}?\sfrom\s|select\s+@@|insert\s+(?:or\s+\w+\s+)?into\s|update\s+\S{1,200}\s+set\s|delete\s+from\s|merge\s+into\s|replace\s+into\s|truncate\s+table\s|(?:create|alter|drop)\s+(?:(?:or\s+replace|unique|temp|temporary|virtual)\s+)*(?:table|index|view|trigger|database|schema|user|role|function|procedure)\s|with\s+(?:recursive\s+)?[\w""\[\]]{1,100}\s+as\s*\(|pragma\s+\w|exec(?:ute)?\s+\w+\s+@).*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        TimeoutMilliseconds)]
    private static partial Regex Sql();

    /// <summary>In quotes a path may hold blanks.</summary>
    [GeneratedRegex(@"([""'`])(?:file:/+|[A-Za-z]:[\\/]|\\\\|~?/)[^""'`\r\n]*\1", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex QuotedPath();

    [GeneratedRegex(
        @"(?:\bfile:/+|\b[A-Za-z]:[\\/]|\\\\(?=\w))(?:[^\\/:*?""'<>|\r\n]{1,100}[\\/])*[^\s\\/:*?""'<>|;,]*", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex WindowsPath();

    /// <summary>At least two segments, and not inside of a URL or a word.</summary>
    [GeneratedRegex(@"(?<![\w:/.~%-])(?:~|\.{1,2})?/[\w.@%+~=-]+(?:/[\w.@%+~=-]*)+", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex UnixPath();
}
