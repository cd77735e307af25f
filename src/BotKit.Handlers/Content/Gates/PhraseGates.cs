namespace BotKit.Handlers.Content.Gates;

internal static class PhraseGates
{
    private const int WordsBetween = 3;

    public static ContentGateResult AskWords(string gate, GateSubject subject)
    {
        string[] banned = [.. subject.Asked.BannedWords, .. subject.Voice?.BannedWords ?? []];
        if (banned.Length == 0)
        {
            return GateResults.Skipped(gate, "No words are banned.");
        }

        var text = PhraseText.WordsOf(subject.Everything);
        string[] reasons = [.. banned.Where(phrase => PhraseText.Count(text, PhraseText.WordsOf(phrase)) > 0).Select(static phrase => $"It says '{phrase}'.")];
        return GateResults.From(gate, ContentVerdict.Failed, reasons, reasons.Length);
    }

    public static ContentGateResult AskClaims(string gate, GateSubject subject)
    {
        if (subject.Voice is not { BannedClaims.Count: > 0 } voice)
        {
            return GateResults.Skipped(gate, "No claims are banned.");
        }

        var text = PhraseText.WordsOf(subject.Everything);
        string[] reasons =
        [
            .. voice.BannedClaims.Where(claim => PhraseText.HasLoosely(text, PhraseText.WordsOf(claim), WordsBetween)).Select(static claim => $"It claims '{claim}'."),
        ];
        return GateResults.From(gate, ContentVerdict.Failed, reasons, reasons.Length);
    }
}
