namespace BotKit.Handlers.Workflows;

/// <summary>Whether an error is one of those that a Retry or Catch names.</summary>
/// <remarks>
/// Amazon States Language, appendix A: States.ALL matches any name, States.TaskFailed any failure of a Task but States.Timeout. Neither
/// matches States.Runtime and States.DataLimitExceeded, as AWS Step Functions has it: those are mistakes that another try does not mend.
/// </remarks>
internal static class ErrorMatch
{
    public static bool Matches(IReadOnlyList<string> names, string? error, bool isTask)
    {
        foreach (var name in names)
        {
            var matches = name switch
            {
                ErrorNames.All => error is not (ErrorNames.Runtime or ErrorNames.DataLimitExceeded),
                ErrorNames.TaskFailed when isTask => error is not (ErrorNames.Runtime or ErrorNames.DataLimitExceeded or ErrorNames.Timeout),
                ErrorNames.Timeout when error == ErrorNames.HeartbeatTimeout => true,
                _ => name == error,
            };
            if (matches)
            {
                return true;
            }
        }

        return false;
    }
}
