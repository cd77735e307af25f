namespace BotKit.Handlers.Content.Gates;

internal static class ReadabilityGate
{
    public static ContentGateResult Ask(string gate, GateSubject subject)
    {
        var (measured, asked) = (subject.Readability, subject.Asked);
        if (measured.FleschReadingEase is not { } ease)
        {
            return GateResults.Skipped(gate, measured.Words == 0 ? "There is no word." : "There is no reading ease for this language.");
        }

        var reasons = new List<string>();
        if (ease < asked.MinReadingEase)
        {
            reasons.Add(GateResults.Text($"The reading ease is {ease:F1}; at least {asked.MinReadingEase:F0} is asked for. Shorter words and sentences help."));
        }

        if (measured.FleschKincaidGrade > asked.MaxGrade)
        {
            reasons.Add(GateResults.Text($"The school grade is {measured.FleschKincaidGrade:F1}; at most {asked.MaxGrade:F0} is asked for."));
        }

        return GateResults.From(gate, ContentVerdict.Warning, reasons, ease);
    }
}
