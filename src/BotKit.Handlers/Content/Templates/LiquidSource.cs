using System.Text;

namespace BotKit.Handlers.Content.Templates;

/// <summary>Looks a template over before DotLiquid sees it, and puts a counter behind each of its tags.</summary>
internal static class LiquidSource
{
    private const int MaxNesting = 40;

    private static readonly HashSet<string> Openers = ["if", "unless", "case", "for", "capture"];

    private static readonly HashSet<string> Inner = ["else", "elsif", "when", "break", "continue", "assign", "cycle", "increment", "decrement", "include"];

    /// <exception cref="DotLiquid.Exceptions.SyntaxException">It has a tag that is not allowed, or is nested too deeply.</exception>
    public static string Prepare(string source)
    {
        if (source.Length > ContentDefaults.MaxTemplate)
        {
            throw Refuse($"A template has at most {ContentDefaults.MaxTemplate} characters");
        }

        var prepared = new StringBuilder(source.Length * 2);
        var (depth, at) = (0, 0);
        while (true)
        {
            var next = source.IndexOf('{', at);
            if (next < 0 || next + 1 >= source.Length)
            {
                return prepared.Append(source, at, source.Length - at).ToString();
            }

            if (source[next + 1] is not ('%' or '{'))
            {
                prepared.Append(source, at, next + 1 - at);
                at = next + 1;
                continue;
            }

            var isTag = source[next + 1] == '%';
            var end = source.IndexOf(isTag ? "%}" : "}}", next + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                throw Refuse($"'{source.AsSpan(next, 2)}' is opened and never closed");
            }

            end += 2;
            var inside = source.AsSpan(next + 2, end - next - 4).Trim('-').Trim();
            if (!isTag)
            {
                RefuseRange(inside);
                prepared.Append(source, at, end - at);
                at = end;
                continue;
            }

            var name = NameOf(inside);
            if (name is "comment" or "raw")
            {
                var close = EndOf(source, name, end);
                prepared.Append(source, at, (name == "raw" ? close : next) - at);
                at = close;
                continue;
            }

            depth += Enter(name);
            if (depth is < 0 or > MaxNesting)
            {
                throw Refuse(depth < 0 ? $"'{name}' ends what does not begin" : $"Tags are nested more than {MaxNesting} deep");
            }

            if (name != "for")
            {
                RefuseRange(inside);
            }

            prepared.Append(source, at, end - at);
            if (name is not ("case" or "cycle"))
            {
                prepared.Append("{% ").Append(LiquidStep.Marker).Append(source[end - 3] == '-' ? " -%}" : " %}");
            }

            at = end;
        }
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

    private static int EndOf(string source, string name, int from)
    {
        for (var at = source.IndexOf("{%", from, StringComparison.Ordinal); at >= 0; at = source.IndexOf("{%", at + 2, StringComparison.Ordinal))
        {
            var end = source.IndexOf("%}", at, StringComparison.Ordinal);
            if (end >= 0 && source.AsSpan(at + 2, end - at - 2).Trim('-').Trim().SequenceEqual($"end{name}"))
            {
                return end + 2;
            }
        }

        throw Refuse($"'{name}' is opened and never closed");
    }

    /// <summary>A range is only for loops, which count: elsewhere it is a list of any length.</summary>
    private static void RefuseRange(ReadOnlySpan<char> inside)
    {
        var quote = '\0';
        for (var at = 0; at < inside.Length; at++)
        {
            if (quote != '\0')
            {
                quote = inside[at] == quote ? '\0' : quote;
            }
            else if (inside[at] is '\'' or '"')
            {
                quote = inside[at];
            }
            else if (inside[at] == '.' && at + 1 < inside.Length && inside[at + 1] == '.')
            {
                throw Refuse("A range is only for 'for'");
            }
        }
    }

    private static DotLiquid.Exceptions.SyntaxException Refuse(string why) => new("{0}", why);
}
