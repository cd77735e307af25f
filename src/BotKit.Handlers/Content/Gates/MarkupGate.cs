namespace BotKit.Handlers.Content.Gates;

internal static class MarkupGate
{
    public static ContentGateResult Ask(string gate, GateSubject subject)
        => GateResults.From(
            gate, ContentVerdict.Failed, subject.Facts.HasUnsafeMarkup ? ["There is HTML in the Markdown, or an address that a page must not link to. The HTML of the result is without it."] : []);
}
