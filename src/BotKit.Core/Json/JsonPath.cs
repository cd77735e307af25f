using System.Globalization;
using System.Text;

namespace BotKit.Json;

/// <summary>
/// Where a walk through JSON is, rendered as <c>$.items[2].price</c>. What lies beneath a sensitive member is left out, long
/// names are cut, and names that are no plain identifiers are quoted.
/// </summary>
internal sealed class JsonPath
{
    public const string Root = "$";
    private const int MaxNameLength = 64;
    private readonly List<Segment> _segments = new(8);

    public void Push(string name, bool isSensitive = false) => _segments.Add(new Segment(name, 0, isSensitive));

    public void Push(int index) => _segments.Add(new Segment(null, index, false));

    public void Pop() => _segments.RemoveAt(_segments.Count - 1);

    /// <summary>Whether a member on the way here is sensitive.</summary>
    public bool IsSensitive
    {
        get
        {
            foreach (var segment in _segments)
            {
                if (segment.IsSensitive)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public override string ToString()
    {
        if (_segments.Count == 0)
        {
            return Root;
        }

        var text = new StringBuilder(Root);
        foreach (var segment in _segments)
        {
            if (segment.Name is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{segment.Index}]");
            }
            else
            {
                AppendName(text, segment.Name);
            }

            if (segment.IsSensitive)
            {
                break;
            }
        }

        return text.ToString();
    }

    private static void AppendName(StringBuilder text, string name)
    {
        if (IsPlain(name))
        {
            text.Append('.').Append(name);
            return;
        }

        text.Append("['");
        var written = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (++written > MaxNameLength)
            {
                text.Append('…');
                break;
            }

            if (rune.Value is '\'' or '\\')
            {
                text.Append('\\').Append((char)rune.Value);
            }
            else if (IsInvisible(rune))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                text.Append(rune);
            }
        }

        text.Append("']");
    }

    private static bool IsPlain(string name)
    {
        if (name.Length is 0 or > MaxNameLength || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '$'))
            {
                return false;
            }
        }

        return true;
    }

    // Control and format characters, so that a name can neither break a line nor turn the direction of the text around it.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private readonly record struct Segment(string? Name, int Index, bool IsSensitive);
}
