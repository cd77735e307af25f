using BotKit.Handlers.Content.Gates;

namespace BotKit.Handlers.Content;

/// <summary>Asks all gates.</summary>
internal static class GateRunner
{
    private static readonly (string Name, Func<string, GateSubject, ContentGateResult> Ask)[] All =
    [
        (ContentGateNames.Readability, ReadabilityGate.Ask),
        (ContentGateNames.Length, LengthGate.Ask),
        (ContentGateNames.ReadingTime, LengthGate.AskTime),
        (ContentGateNames.SeoTitle, SeoGates.AskTitle),
        (ContentGateNames.SeoMetaDescription, SeoGates.AskMetaDescription),
        (ContentGateNames.SeoSlug, SeoGates.AskSlug),
        (ContentGateNames.SeoHeadings, SeoGates.AskHeadings),
        (ContentGateNames.SeoKeyphrase, KeyphraseGate.Ask),
        (ContentGateNames.SeoLinks, SeoGates.AskLinks),
        (ContentGateNames.SeoImages, SeoGates.AskImages),
        (ContentGateNames.BannedWords, PhraseGates.AskWords),
        (ContentGateNames.BannedClaims, PhraseGates.AskClaims),
        (ContentGateNames.BrandTerms, TermGate.Ask),
        (ContentGateNames.NearDuplicate, DuplicateGate.Ask),
        (ContentGateNames.Markup, MarkupGate.Ask),
    ];

    public static ContentReport Ask(GateSubject subject)
    {
        ContentGateResult[] gates = [.. All.Select(gate => gate.Ask(gate.Name, subject))];
        return new ContentReport
        {
            Passed = gates.All(static gate => gate.Verdict != ContentVerdict.Failed),
            Gates = gates,
            Readability = subject.Readability,
            ReadingSeconds = LengthGate.SecondsOf(subject),
        };
    }
}
