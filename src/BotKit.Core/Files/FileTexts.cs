using System.Globalization;
using System.Text;

namespace BotKit.Files;

/// <summary>What is kept of the texts that somebody gives a file.</summary>
internal static class FileTexts
{
    public const int MaxNameLength = 200;
    public const string NoName = "file";
    public const string AnyContent = "application/octet-stream";
    private const int MaxTypeLength = 200;

    /// <summary>The last part of a path, without characters that do not show or that change how a name reads.</summary>
    public static string NameOf(string? name)
    {
        var start = (name ?? "").LastIndexOfAny(['/', '\\', ':']) + 1;
        var cleaned = new StringBuilder();
        foreach (var rune in (name ?? "").AsSpan(start).EnumerateRunes())
        {
            if (cleaned.Length + rune.Utf16SequenceLength > MaxNameLength)
            {
                break;
            }

            if (IsReadable(rune))
            {
                cleaned.Append(rune.ToString());
            }
        }

        var text = cleaned.ToString().Trim();
        return text.Trim('.').Length == 0 ? NoName : text;
    }

    /// <summary>A media type with its parameters, as RFC 9110, section 8.3.1, allows it; printable ASCII only.</summary>
    public static string TypeOf(string? type)
    {
        if (type is null || type.Length > MaxTypeLength || type.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return AnyContent;
        }

        var end = type.IndexOf(';', StringComparison.Ordinal);
        var essence = (end < 0 ? type : type[..end]).Trim();
        var slash = essence.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsToken(essence.AsSpan(0, slash)) && IsToken(essence.AsSpan(slash + 1)) ? type.Trim() : AnyContent;
    }

    private static bool IsReadable(Rune rune)
        => rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }
}
