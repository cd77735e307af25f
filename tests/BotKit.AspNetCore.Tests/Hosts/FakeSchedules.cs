using BotKit.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests;

/// <summary>Schedules that do what the port says, in few lines, and remember what they were asked.</summary>
internal sealed class FakeSchedules(TimeProvider clock) : IBotSchedules
{
    private readonly SortedDictionary<string, BotSchedule> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _keys = new(StringComparer.Ordinal);

    /// <summary>What is thrown instead of doing anything that changes something.</summary>
    public Exception? Failure { get; set; }

    public List<BotOccurrence> Occurrences { get; } = [];

    public List<(string Id, string By, string? Input, string? Key)> Runs { get; } = [];

    public static ApiHostOptions Host(Action<BotKitApiOptions>? api = null, Action<IServiceCollection>? services = null)
        => new()
        {
            Api = api,
            Services = all =>
            {
                all.AddSingleton<FakeSchedules>();
                all.AddSingleton<IBotSchedules>(provider => provider.GetRequiredService<FakeSchedules>());
                services?.Invoke(all);
            },
        };

    public BotSchedule Add(BotScheduleDefinition definition, BotScheduleSource source = BotScheduleSource.Runtime)
    {
        var now = clock.GetUtcNow();
        return _all[definition.Id] = new() { Definition = definition, Source = source, NextDue = now.AddHours(1), Anchor = now, CreatedAt = now, ChangedAt = now };
    }

    public void Set(BotSchedule schedule) => _all[schedule.Definition.Id] = schedule;

    public BotSchedule this[string id] => _all[id];

    public ValueTask<IReadOnlyList<BotScheduleStatus>> ListAsync(BotScheduleQuery query, CancellationToken cancellationToken)
        => new([.. _all.Values
            .Where(schedule => (query.Bot is null || schedule.Definition.Bot == query.Bot) && (query.IncludeRetired || !schedule.IsRetired))
            .Where(schedule => string.CompareOrdinal(schedule.Definition.Id, query.After) > 0)
            .Take(query.Count)
            .Select(Status)]);

    public ValueTask<BotScheduleStatus?> FindAsync(string id, CancellationToken cancellationToken)
        => new(_all.TryGetValue(id, out var schedule) ? Status(schedule) : null);

    public ValueTask<BotScheduleStatus> CreateAsync(BotScheduleDefinition definition, string by, CancellationToken cancellationToken)
    {
        ThrowIfTold();
        if (_all.TryGetValue(definition.Id, out var taken) && !taken.IsRetired)
        {
            throw Refused(BotErrorCodes.ScheduleExists, "The id is taken.");
        }

        Validate(definition);
        Set(Add(definition) with { ChangedBy = by });
        return new(Status(_all[definition.Id]));
    }

    public ValueTask<BotScheduleStatus?> ChangeAsync(BotScheduleDefinition definition, string by, CancellationToken cancellationToken)
    {
        Validate(definition);
        return Change(definition.Id, schedule => schedule with
        {
            Definition = definition,
            Declared = schedule.Source == BotScheduleSource.Runtime ? null : schedule.Declared ?? schedule.Definition,
            ChangedBy = by,
        });
    }

    public ValueTask<bool> DeleteAsync(string id, string by, CancellationToken cancellationToken)
    {
        ThrowIfTold();
        if (!_all.TryGetValue(id, out var schedule))
        {
            return new(false);
        }

        _all[id] = schedule switch
        {
            { Declared: { } declared } => schedule with { Definition = declared, Declared = null, ChangedBy = by },
            { Source: BotScheduleSource.Runtime } => schedule with { IsRetired = true, NextDue = null, ChangedBy = by },
            _ => throw Refused(BotErrorCodes.ScheduleDeclared, "It is declared."),
        };
        return new(true);
    }

    public ValueTask<BotScheduleStatus?> PauseAsync(string id, string reason, string by, TimeSpan? duration, CancellationToken cancellationToken)
        => Change(id, schedule => schedule with { Pause = new(reason, by, clock.GetUtcNow(), clock.GetUtcNow() + duration) });

    public ValueTask<BotScheduleStatus?> ResumeAsync(string id, string by, CancellationToken cancellationToken)
        => Change(id, schedule => schedule with { Pause = null });

    public ValueTask<Guid?> RunNowAsync(string id, string by, ReadOnlyMemory<byte>? utf8Json, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ThrowIfTold();
        if (idempotencyKey is not null && _keys.TryGetValue(idempotencyKey, out var earlier))
        {
            return new(earlier);
        }

        Runs.Add((id, by, utf8Json is { } json ? System.Text.Encoding.UTF8.GetString(json.Span) : null, idempotencyKey));
        var run = Guid.CreateVersion7(clock.GetUtcNow());
        _keys[idempotencyKey ?? run.ToString()] = run;
        return new(run);
    }

    public ValueTask<BotBackfill?> BackfillAsync(string id, DateTimeOffset from, DateTimeOffset to, string by, bool dryRun, CancellationToken cancellationToken)
    {
        ThrowIfTold();
        if (to > clock.GetUtcNow())
        {
            throw Refused(BotErrorCodes.ScheduleInvalid, "The range is in the future.", "$.to");
        }

        var due = new List<DateTimeOffset>();
        for (var at = from; at <= to; at = at.AddHours(1))
        {
            due.Add(at);
        }

        return new(new BotBackfill(due, 2, dryRun));
    }

    public ValueTask<IReadOnlyList<DateTimeOffset>?> PreviewAsync(string id, int count, CancellationToken cancellationToken)
        => new(_all.TryGetValue(id, out var schedule) ? Times(schedule.NextDue!.Value, count) : null);

    public ValueTask<BotSchedulePreview> PreviewAsync(string cron, string timeZone, int count, CancellationToken cancellationToken)
    {
        Validate(new() { Id = "x", Bot = "echo", Cron = cron, TimeZone = timeZone });
        return new(new BotSchedulePreview("every hour", Times(clock.GetUtcNow(), count)));
    }

    public ValueTask<IReadOnlyList<BotOccurrence>?> ListOccurrencesAsync(BotOccurrenceQuery query, CancellationToken cancellationToken)
        => new(!_all.ContainsKey(query.Schedule) ? null : [.. Occurrences
            .Where(it => (query.State is null || it.State == query.State) && (query.From is null || it.Until >= query.From))
            .Where(it => (query.To is null || it.Due < query.To) && (query.Before is null || it.Due < query.Before))
            .OrderByDescending(it => it.Due)
            .Take(query.Count)]);

    private static List<DateTimeOffset> Times(DateTimeOffset from, int count) => [.. Enumerable.Range(0, count).Select(hours => from.AddHours(hours))];

    private ValueTask<BotScheduleStatus?> Change(string id, Func<BotSchedule, BotSchedule> change)
    {
        ThrowIfTold();
        return new(_all.TryGetValue(id, out var schedule) ? Status(_all[id] = change(schedule) with { ChangedAt = clock.GetUtcNow() }) : null);
    }

    private static void Validate(BotScheduleDefinition definition)
    {
        if (definition.Cron.Split(' ').Length != 5)
        {
            throw Refused(BotErrorCodes.ScheduleInvalid, "The schedule is not valid.", "$.cron");
        }
    }

    private void ThrowIfTold()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    private static BotScheduleStatus Status(BotSchedule schedule) => new(schedule, "every hour", null, false, true);

    public static BotScheduleException Refused(string code, string message, string? path = null)
        => new(new BotError(code, message, BotSeverity.Warning, DateTimeOffset.UnixEpoch, Details: path is null ? null : [new BotFieldError(path, "Must be right.", "invalid")]));
}
