namespace BotKit.Handlers.Content.Gates;

internal static class TermGate
{
    private const int MaxParts = 4;

    public static ContentGateResult Ask(string gate, GateSubject subject)
    {
        if (subject.Voice is not { Terms.Count: > 0 } voice)
        {
            return GateResults.Skipped(gate, "There are no terms.");
        }

        var right = voice.Terms.ToLookup(Joined, StringComparer.Ordinal);
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        var words = subject.Everything.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length; at++)
        {
            for (var count = 1; count <= MaxParts && at + count <= words.Length; count++)
            {
                var written = Bare(string.Join(' ', words, at, count));
                var terms = right[Joined(written)];
                if (terms.Any() && !terms.Contains(written, StringComparer.Ordinal) && !IsAddress(written))
                {
                    wrong.Add($"'{written}' is written '{terms.First()}'.");
                }
            }
        }

        return GateResults.From(gate, ContentVerdict.Warning, [.. wrong], wrong.Count);
    }

    private static bool IsAddress(string written) => written.Contains('/', StringComparison.Ordinal) || written.Contains('@', StringComparison.Ordinal);

    private static string Joined(string term) => string.Concat(term.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Bare(string written)
    {
        var (start, end) = (0, written.Length);
        while (start < end && !char.IsLetterOrDigit(written[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(written[end - 1]))
        {
            end--;
        }

        var bare = written[start..end];
        return bare.EndsWith("'s", StringComparison.Ordinal) || bare.EndsWith("\u2019s", StringComparison.Ordinal) ? bare[..^2] : bare;
    }
}
