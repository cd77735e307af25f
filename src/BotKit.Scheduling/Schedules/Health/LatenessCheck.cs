using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Looks up whether schedules are late.</summary>
internal sealed class LatenessCheck(IBotScheduleStore store, ScheduleTimings timings, Func<ScheduledBots> bots)
{
    // Pauses of a bot leave no trace but in the occurrences; so many of them in a row are looked through.
    private const int MaxPauses = 10;

    // A run that succeeded in time may have been accepted before its instant.
    private static readonly TimeSpan Earlier = TimeSpan.FromDays(1);

    /// <param name="schedules">Which, at most 1,000.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="since">How far back successes are of interest at least; <see langword="null"/> for no further than needed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How each is, in their order.</returns>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    public async ValueTask<IReadOnlyList<Lateness>> LookAsync(
        IReadOnlyList<BotSchedule> schedules, DateTimeOffset now, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var expected = new Expected[schedules.Count];
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = Expect(schedules[i], now);
            var from = (expected[i].Longest ?? expected[i].Due) - Earlier;
            since = from < since || since is null ? from ?? since : since;
        }

        var successes = since is { } start
            ? await store.ReadSuccessesAsync([.. schedules.Select(static schedule => schedule.Definition.Id)], start, cancellationToken).ConfigureAwait(false)
            : new Dictionary<string, DateTimeOffset>();
        var found = new Lateness[expected.Length];
        for (var i = 0; i < found.Length; i++)
        {
            DateTimeOffset? success = successes.TryGetValue(schedules[i].Definition.Id, out var at) ? at : null;
            var late = await LateForAsync(schedules[i], expected[i].Due, success, cancellationToken).ConfigureAwait(false);
            var longLate = late is null || expected[i].Longest == expected[i].Due
                ? late
                : await LateForAsync(schedules[i], expected[i].Longest, success, cancellationToken).ConfigureAwait(false);
            found[i] = new(success, late, longLate is not null);
        }

        return found;
    }

    private Expected Expect(BotSchedule schedule, DateTimeOffset now)
    {
        var bot = bots().Find(schedule.Definition.Bot);
        if (bot is { Runtime.Options.Enabled: false })
        {
            return default;
        }

        try
        {
            var timing = timings.Of(schedule);
            var within = Expectations.Within(schedule.Definition);
            var due = Expectations.Latest(schedule, timing, now - within, now, bot?.Runtime.Pause.Current);
            var longest = within >= Expectations.Longest || due is null
                ? due
                : Expectations.Latest(schedule, timing, now - Expectations.Longest, now, bot?.Runtime.Pause.Current);
            return new(due, longest);
        }
        catch (ScheduleUnreadableException)
        {
            return default;
        }
    }

    /// <summary>The instant that lacks its success; one that was skipped because its bot was stopped on purpose needs none.</summary>
    private async ValueTask<DateTimeOffset?> LateForAsync(
        BotSchedule schedule, DateTimeOffset? due, DateTimeOffset? success, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxPauses && due is { } instant && !(success >= instant); i++)
        {
            var rows = await store.ListOccurrencesAsync(
                new BotOccurrenceQuery(schedule.Definition.Id) { From = instant, To = instant.AddMilliseconds(1), Count = 1 }, cancellationToken).ConfigureAwait(false);
            if (rows is not [{ State: BotOccurrenceState.Skipped, Reason: BotSkipReason.Paused or BotSkipReason.Disabled } skipped])
            {
                return instant;
            }

            due = Expectations.Latest(schedule, timings.Of(schedule), skipped.Due.AddTicks(-1), skipped.Due, botPause: null);
        }

        return null;
    }

    private readonly record struct Expected(DateTimeOffset? Due, DateTimeOffset? Longest);
}

/// <summary>How late a schedule is.</summary>
/// <param name="LastSuccess">Its last success, as far back as was looked.</param>
/// <param name="LateFor">The instant whose success is missing, or <see langword="null"/>.</param>
/// <param name="IsLong">Whether that has lasted long enough to degrade health.</param>
internal readonly record struct Lateness(DateTimeOffset? LastSuccess, DateTimeOffset? LateFor, bool IsLong);
