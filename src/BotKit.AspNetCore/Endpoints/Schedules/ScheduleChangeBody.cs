using System.Text.Json;
using BotKit.Json;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A schedule as it shall be; what is left out is as it is by default.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Cron">When.</param>
/// <param name="Id">Its id; of a change that of the path.</param>
/// <param name="TimeZone">Where the expression is read, by its IANA or Windows id.</param>
/// <param name="Input">The input of its runs; left out, a new schedule has an empty object, and a change keeps what there is.</param>
/// <param name="Overlap">What happens while an earlier run has not ended, by name.</param>
/// <param name="Missed">What happens with instants that could not be honoured, by name.</param>
/// <param name="CatchUpLimit">How many instants are made up for at most.</param>
/// <param name="MissedAfter">How late an instant may be fired (<c>d.hh:mm:ss</c>).</param>
/// <param name="Jitter">By how much its runs are put off at most.</param>
/// <param name="StartAt">No instant before this is due.</param>
/// <param name="EndAt">No instant after this is due.</param>
/// <param name="Blackouts">The names of the calendars on whose dates it does not run.</param>
/// <param name="Priority">The priority of its runs.</param>
/// <param name="SuccessWithin">How long after a due instant a success must have been recorded.</param>
/// <param name="Description">What it is for.</param>
internal sealed record ScheduleChangeBody(
    string Bot,
    string Cron,
    string? Id = null,
    string TimeZone = ScheduleChangeBody.Utc,
    JsonElement? Input = null,
    string Overlap = nameof(BotOverlapPolicy.Skip),
    string Missed = nameof(BotMissedRunPolicy.RunOnce),
    int CatchUpLimit = BotDefaults.CatchUpLimit,
    TimeSpan? MissedAfter = null,
    TimeSpan? Jitter = null,
    string? StartAt = null,
    string? EndAt = null,
    IReadOnlyList<string>? Blackouts = null,
    int Priority = BotDefaults.Priority,
    TimeSpan? SuccessWithin = null,
    string? Description = null)
{
    public const string Utc = "UTC";
    public const int MaxCronLength = 1_000;
    public const int MaxNameLength = 100;

    private const int MaxBlackouts = 100;

    /// <param name="id">The id that the path names; <see langword="null"/> where it names none.</param>
    /// <returns>What is wrong with its form; whether it makes sense the schedules say.</returns>
    public IReadOnlyList<BotFieldError> FindProblems(string? id)
    {
        var problems = new List<BotFieldError>();
        if (id is null && Id is null)
        {
            problems.Add(new("$.id", FieldSentences.Of(FieldCodes.Required), FieldCodes.Required));
        }
        else if (id is not null && Id is not null && Id != id)
        {
            problems.Add(new("$.id", "Must be the id of the path, or left out.", FieldCodes.OutOfRange));
        }

        // Their sentences repeat these.
        FieldChecks.Length(problems, "$.bot", Bot, MaxNameLength);
        FieldChecks.Length(problems, "$.cron", Cron, MaxCronLength);
        FieldChecks.Length(problems, "$.timeZone", TimeZone, MaxNameLength);
        CheckBlackouts(problems);
        FieldChecks.Choice<BotOverlapPolicy>(problems, "$.overlap", Overlap);
        FieldChecks.Choice<BotMissedRunPolicy>(problems, "$.missed", Missed);
        FieldChecks.Instant(problems, "$.startAt", StartAt);
        FieldChecks.Instant(problems, "$.endAt", EndAt);
        if (Description is { } description && description.Any(char.IsControl))
        {
            problems.Add(new("$.description", "Must have no control characters.", FieldCodes.InvalidFormat));
        }

        return problems;
    }

    private void CheckBlackouts(List<BotFieldError> problems)
    {
        for (var i = 0; i < Blackouts?.Count; i++)
        {
            if (i == MaxBlackouts)
            {
                problems.Add(new("$.blackouts", $"Must have at most {MaxBlackouts} entries.", FieldCodes.OutOfRange));
                return;
            }

            // What a list holds the contract does not check.
            if (Blackouts[i] is null)
            {
                problems.Add(new($"$.blackouts[{i}]", FieldSentences.Of(FieldCodes.NotNull), FieldCodes.NotNull));
            }
            else
            {
                FieldChecks.Length(problems, $"$.blackouts[{i}]", Blackouts[i], MaxNameLength);
            }
        }
    }

    /// <param name="id">Its id.</param>
    /// <param name="input">The input where the body has none; <see langword="null"/> for the default.</param>
    public BotScheduleDefinition ToDefinition(string id, ReadOnlyMemory<byte>? input)
    {
        var definition = new BotScheduleDefinition
        {
            Id = id,
            Bot = Bot,
            Cron = Cron,
            TimeZone = TimeZone,
            Overlap = Enum.Parse<BotOverlapPolicy>(Overlap),
            Missed = Enum.Parse<BotMissedRunPolicy>(Missed),
            CatchUpLimit = CatchUpLimit,
            MissedAfter = MissedAfter ?? BotDefaults.MissedAfter,
            Jitter = Jitter ?? TimeSpan.Zero,
            StartAt = Instant.Parse(StartAt ?? ""),
            EndAt = Instant.Parse(EndAt ?? ""),
            Blackouts = Blackouts ?? [],
            Priority = Priority,
            SuccessWithin = SuccessWithin,
            Description = Description,
        };
        var given = Input is { } element ? JsonSerializer.SerializeToUtf8Bytes(element, RequestJson.Default.JsonElement) : input;
        return given is { } json ? definition with { Input = json } : definition;
    }
}
