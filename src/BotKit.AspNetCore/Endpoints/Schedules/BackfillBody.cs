namespace BotKit.AspNetCore.Endpoints;

/// <summary>Which past instants shall run that have not.</summary>
/// <param name="From">The first instant of the range.</param>
/// <param name="To">Its last.</param>
/// <param name="DryRun">Whether only to say which.</param>
internal sealed record BackfillBody(string From, string To, bool DryRun = false)
{
    public IReadOnlyList<BotFieldError> FindProblems()
    {
        var problems = new List<BotFieldError>();
        FieldChecks.Instant(problems, "$.from", From);
        FieldChecks.Instant(problems, "$.to", To);
        return problems;
    }
}
