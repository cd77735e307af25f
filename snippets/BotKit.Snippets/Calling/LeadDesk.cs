using BotKit;

namespace Studio.Calling;

#region snippet: run-typed
public sealed class LeadDesk(IBot<LeadInput, LeadScore> lead)
{
    public async Task<string> DescribeAsync(LeadInput input, CancellationToken cancellationToken)
    {
        var result = await lead.RunAsync(input, cancellationToken);
        if (result.Success)
        {
            return $"{result.Data.Points} points";
        }

        return result.Status switch
        {
            BotStatus.Invalid => string.Join("; ", result.Error.Details!.Select(problem => $"{problem.Path}: {problem.Message}")),
            BotStatus.Rejected when result.Error.RetryAfter is { } wait => $"Try again in {wait.TotalSeconds:0} s",
            _ => $"{result.Error.Message} ({result.Error.Code}, run {result.ExecutionId})",
        };
    }
}
#endregion
