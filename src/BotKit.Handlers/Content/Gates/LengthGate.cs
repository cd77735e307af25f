namespace BotKit.Handlers.Content.Gates;

internal static class LengthGate
{
    public static ContentGateResult Ask(string gate, GateSubject subject)
    {
        var words = subject.Readability.Words;
        if (words == 0)
        {
            return GateResults.From(gate, ContentVerdict.Failed, ["There is no text."], 0);
        }

        if (!subject.Asked.Words.TryGetValue(subject.Kind, out var asked))
        {
            return GateResults.Skipped(gate, "No length is asked for.");
        }

        return words < asked.Min || words > asked.Max
            ? GateResults.From(gate, ContentVerdict.Warning, [GateResults.Text($"There are {words} words; {asked.Min} to {asked.Max} are asked for.")], words)
            : GateResults.Passed(gate, words);
    }

    public static ContentGateResult AskTime(string gate, GateSubject subject) => GateResults.Passed(gate, SecondsOf(subject));

    public static int SecondsOf(GateSubject subject) => (int)Math.Ceiling(subject.Readability.Words * 60.0 / subject.Asked.WordsPerMinute);
}
