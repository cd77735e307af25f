namespace BotKit.Handlers.Content.Gates;

internal static class KeyphraseGate
{
    public static ContentGateResult Ask(string gate, GateSubject subject)
    {
        if (!subject.IsPage || subject.Keyphrase is not { } keyphrase || PhraseText.WordsOf(keyphrase) is not { Length: > 0 } phrase)
        {
            return GateResults.Skipped(gate, subject.IsPage ? "There is no keyphrase." : "This kind is not searched for.");
        }

        var reasons = new List<string>();
        Require(Has(subject.Title), "The keyphrase is not in the title.");
        Require(Has(subject.Facts.Intro), "The keyphrase is not in the first paragraph.");
        Require(subject.Facts.Headings.Count == 0 || subject.Facts.Headings.Any(heading => Has(heading.Text)), "The keyphrase is in no heading.");
        Require(subject.MetaDescription.Length == 0 || Has(subject.MetaDescription), "The keyphrase is not in the description for search engines.");
        Require(subject.Slug.Contains(Slug.Of(keyphrase, subject.Language), StringComparison.Ordinal), "The keyphrase is not in the address.");

        var text = PhraseText.WordsOf(subject.Facts.Text);
        var percent = text.Length == 0 ? 0 : 100.0 * PhraseText.Count(text, phrase) / text.Length;
        Require(percent > 0, "The keyphrase is not in the text.");
        Require(percent <= subject.Asked.MaxKeyphrasePercent, GateResults.Text($"The keyphrase is there {percent:F1} times per 100 words; at most {subject.Asked.MaxKeyphrasePercent:F1} times read well."));
        return GateResults.From(gate, ContentVerdict.Warning, reasons, percent);

        bool Has(string where) => PhraseText.Count(PhraseText.WordsOf(where), phrase) > 0;

        void Require(bool holds, string reason)
        {
            if (!holds)
            {
                reasons.Add(reason);
            }
        }
    }
}
