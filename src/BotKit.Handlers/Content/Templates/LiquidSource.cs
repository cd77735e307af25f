using System.Text;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Content.Templates;

/// <summary>
/// Looks a template over before DotLiquid sees it, and puts counters into it: a tag behind each tag, and a filter on both sides of each
/// filter. It ends tags where DotLiquid ends them, so that both read the same template.
/// </summary>
internal static partial class LiquidSource
{
    private const int MaxNesting = 40;
    private const int MaxTags = 2000;
    private const int MaxTagLength = 4000;
    private const int MaxFilters = 50;

    private static readonly HashSet<string> Openers = ["if", "unless", "case", "for", "capture"];

    private static readonly HashSet<string> Inner = ["else", "elsif", "when", "break", "continue", "assign", "cycle", "increment", "decrement", "include"];

    /// <exception cref="DotLiquid.Exceptions.SyntaxException">It has a tag that is not allowed, or is nested too deeply.</exception>
    public static string Prepare(string source)
    {
        if (source.Length > ContentDefaults.MaxTemplate)
        {
            throw Refuse($"A template has at most {ContentDefaults.MaxTemplate} characters");
        }

        // What others include counts each time, also when there is nothing in it.
        var prepared = new StringBuilder(source.Length * 2).Append(LiquidStep.Of(""));
        var captures = new Stack<string>();
        var (depth, tags, at) = (0, 0, 0);
        while (NextOf(source, at) is >= 0 and var next)
        {
            if (++tags > MaxTags)
            {
                throw Refuse($"A template has at most {MaxTags} tags and outputs");
            }

            prepared.Append(source, at, next - at);
            var isTag = source[next + 1] == '%';
            var end = EndOf(source, next, isTag ? '%' : '}');
            // A hyphen at either side takes blanks away.
            var (head, tail) = (source[next + 2] == '-' ? 3 : 2, end - 3 > next + 2 && source[end - 3] == '-' ? 3 : 2);
            var inside = source.AsSpan(next + head, Math.Max(0, end - tail - next - head));
            var trimmed = inside.Trim();
            at = end;
            var name = isTag ? NameOf(trimmed) : "";
            if (name is "comment" or "raw")
            {
                var close = (name == "raw" ? EndRaw() : EndComment()).Match(source, end);
                at = close.Success ? close.Index + close.Length : throw Refuse($"'{name}' is opened and never closed");
                prepared.Append(source, next, name == "raw" ? at - next : 0);
                continue;
            }

            if (name != "for")
            {
                RefuseRange(trimmed);
            }

            prepared.Append(source, next, head);
            if (name == "assign" || (!isTag && trimmed.Length > 0))
            {
                AppendGuarded(prepared, inside);
            }
            else
            {
                prepared.Append(inside);
            }

            prepared.Append(source, end - tail, tail);
            if (!isTag)
            {
                continue;
            }

            depth += Enter(name);
            if (depth is < 0 or > MaxNesting)
            {
                throw Refuse(depth < 0 ? $"'{name}' ends what does not begin" : $"Tags are nested more than {MaxNesting} deep");
            }

            if (name == "capture")
            {
                captures.Push(trimmed[name.Length..].Trim().ToString());
            }

            // Between 'case' and its first 'when' there can be nothing.
            if (name != "case")
            {
                prepared.Append(LiquidStep.Of(name == "endcapture" && captures.TryPop(out var captured) ? captured : "", takesBlanks: tail == 3));
            }
        }

        return prepared.Append(source, at, source.Length - at).ToString();
    }

    private static int NextOf(string source, int from)
    {
        for (var at = source.IndexOf('{', from); at >= 0 && at + 1 < source.Length; at = source.IndexOf('{', at + 1))
        {
            if (source[at + 1] is '{' or '%')
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Where a tag ends; what is between quotes ends none.</summary>
    private static int EndOf(string source, int start, char mark)
    {
        for (var at = start + 2; at + 1 < source.Length; at++)
        {
            at = EndOfQuote(source, at);
            if (at - start > MaxTagLength)
            {
                throw Refuse($"A tag has at most {MaxTagLength} characters");
            }

            if (at + 1 < source.Length && source[at] == mark && source[at + 1] == '}')
            {
                return at + 2;
            }
        }

        throw Refuse($"'{source.AsSpan(start, 2)}' is opened and never closed");
    }

    /// <summary>Where the quote that begins here ends; here, when none does.</summary>
    private static int EndOfQuote(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not ('\'' or '"'))
        {
            return at;
        }

        var length = text[(at + 1)..].IndexOf(text[at]);
        return length < 0 ? text.Length : at + 1 + length;
    }

    private static void AppendGuarded(StringBuilder prepared, ReadOnlySpan<char> inside)
    {
        var filters = 0;
        for (var at = 0; at < inside.Length; at++)
        {
            var end = EndOfQuote(inside, at);
            prepared.Append(inside[at..(end + 1)]);
            at = end;
            if (inside[at] != '|')
            {
                continue;
            }

            if (++filters > MaxFilters)
            {
                throw Refuse($"There are more than {MaxFilters} filters in a row");
            }

            var name = NameOf(inside[(at + 1)..].TrimStart());
            if (name == LiquidFilters.Guard || !LiquidFilters.Has(name))
            {
                throw Refuse($"'{name}' is no filter here");
            }

            prepared.Append(LiquidFilters.Guard).Append('|');
        }

        prepared.Append('|').Append(LiquidFilters.Guard);
    }

    private static int Enter(string name)
        => Openers.Contains(name) ? 1
            : Inner.Contains(name) ? 0
            : name.StartsWith("end", StringComparison.Ordinal) && Openers.Contains(name[3..]) ? -1
            : throw Refuse($"'{name}' is no tag here");

    private static string NameOf(ReadOnlySpan<char> inside)
    {
        var length = 0;
        while (length < inside.Length && (char.IsAsciiLetterOrDigit(inside[length]) || inside[length] == '_'))
        {
            length++;
        }

        return inside[..length].ToString();
    }

    /// <summary>A range is only for loops, which count: elsewhere it is a list of any length.</summary>
    private static void RefuseRange(ReadOnlySpan<char> inside)
    {
        for (var at = 0; at + 1 < inside.Length; at++)
        {
            at = EndOfQuote(inside, at);
            if (at + 1 < inside.Length && inside[at] == '.' && inside[at + 1] == '.')
            {
                throw Refuse("A range is only for 'for'");
            }
        }
    }

    private static DotLiquid.Exceptions.SyntaxException Refuse(string why) => new("{0}", why);

    [GeneratedRegex(@"\{%-?\s*endraw\s*-?%\}")]
    private static partial Regex EndRaw();

    [GeneratedRegex(@"\{%-?\s*endcomment\s*-?%\}")]
    private static partial Regex EndComment();
}
