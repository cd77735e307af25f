namespace BotKit.Handlers.Content.Gates;

internal static class DuplicateGate
{
    public static ContentGateResult Ask(string gate, GateSubject subject)
        => subject.Similar is not { } similar
            ? GateResults.Passed(gate, 0)
            : GateResults.From(
                gate,
                ContentVerdict.Failed,
                similar.Similarity > subject.Asked.MaxSimilarity
                    ? [GateResults.Text($"It shares about {similar.Similarity:P0} with '{similar.Title}' of {similar.At:yyyy-MM-dd}.")]
                    : [],
                similar.Similarity);
}
