using BotKit.Json;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Why to pause a bot, and for how long (<c>d.hh:mm:ss</c>); without a duration until it is resumed.</summary>
internal sealed record PauseBody(string Reason, TimeSpan? Duration = null)
{
    private const int MaxReasonLength = 500;

    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(365);

    public string ToNote() => Duration is null ? Reason : $"{Reason} ({Duration})";

    public IReadOnlyList<BotFieldError> FindProblems()
    {
        var problems = new List<BotFieldError>();
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > MaxReasonLength || Reason.Any(char.IsControl))
        {
            problems.Add(new("$.reason", $"A reason has 1 to {MaxReasonLength} characters, none of them a control character.", "length"));
        }

        if (Duration <= TimeSpan.Zero || Duration > MaxDuration)
        {
            problems.Add(new("$.duration", $"A pause is longer than nothing and at most {MaxDuration.Days} days.", FieldCodes.OutOfRange));
        }

        return problems;
    }
}
