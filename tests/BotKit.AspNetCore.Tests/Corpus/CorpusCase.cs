using System.Globalization;
using System.Text;

namespace BotKit.AspNetCore.Tests.Corpus;

/// <summary>One line of the corpus.</summary>
/// <param name="Expected">The status, or its class (<c>4xx</c>).</param>
/// <param name="Bytes">The case.</param>
internal sealed record CorpusCase(string Expected, byte[] Bytes)
{
    public string Text => Encoding.Latin1.GetString(Bytes);

    public bool Fits(int statusCode)
        => Expected.EndsWith("xx", StringComparison.Ordinal)
            ? statusCode / 100 == Expected[0] - '0'
            : statusCode.ToString(CultureInfo.InvariantCulture) == Expected;

    public static IEnumerable<(int Line, CorpusCase Case)> Read(string file)
        => File.ReadLines(Path.Combine(RepositoryRoot.Path, "tests", "BotKit.AspNetCore.Tests", "Corpus", file))
            .Select((text, index) => (Line: index + 1, Text: text))
            .Where(line => line.Text.Length > 0 && line.Text[0] != '#')
            .Select(line => (line.Line, Parse(line.Text)));

    /// <summary>The lines of a file, for a theory.</summary>
    public static TheoryData<int> Lines(string file) => [.. Read(file).Select(line => line.Line)];

    public static CorpusCase Parse(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        return new(line[..tab], Unescape(line[(tab + 1)..]));
    }

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (Repeat(text, i) is { } repeat)
            {
                for (var n = 0; n < repeat.Count; n++)
                {
                    bytes.AddRange(repeat.Bytes);
                }

                i = repeat.End;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
            }
        }

        return [.. bytes];
    }

    private static (byte[] Bytes, int Count, int End)? Repeat(string text, int start)
    {
        if (!text.AsSpan(start).StartsWith("{{"))
        {
            return null;
        }

        // The marker may follow a brace of the text itself: {{}}}*3 repeats one closing brace.
        var close = text.IndexOf("}}*", start + 3, StringComparison.Ordinal);
        if (close < 0)
        {
            return null;
        }

        var end = close + 3;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return (Unescape(text[(start + 2)..close]), int.Parse(text.AsSpan(close + 3, end - close - 3), CultureInfo.InvariantCulture), end - 1);
    }
}
