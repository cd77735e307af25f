using System.Collections.Concurrent;
using System.Globalization;
using BotKit.Ledger;
using BotKit.Notifications;
using BotKit.Schedules;
using BotKit.Scheduling.Diagnostics;
using BotKit.Time;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Schedules;

/// <summary>
/// Raises an alert when a schedule lacks its success: once for each instant, and of instants that follow each other quickly for one in
/// each time in which a success is expected. It asks the store only for schedules whose deadline has passed.
/// </summary>
internal sealed class LatenessWatch(
    IBotScheduleStore store, ScheduleTimings timings, LatenessCheck check, Func<ScheduledBots> bots, AlertCenter alerts, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestListing = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _long = new(StringComparer.Ordinal);
    private long? _listedAt;

    /// <summary>The schedules whose success is missing for long.</summary>
    public ICollection<string> LongLate => _long.Keys;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await WaitAsync(stopping).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
            try
            {
                await LookAsync(stopping).ConfigureAwait(false);
            }
            catch (BotStoreException exception)
            {
                Log.LatenessNotRead(logger, exception);
            }
        }
    }

    /// <summary>Until a deadline passes; others may have changed schedules, so not for long without a look.</summary>
    private Task WaitAsync(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var deadline = _watched.Values.Where(watched => watched.Deadline > now).Min(static watched => watched.Deadline);
        return ClockWait.PollAsync(task: null, deadline - now, Every, clock, stopping);
    }

    internal async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        // The more there are, the rarer all of them are read.
        var listEvery = Every * Math.Max(1, _watched.Count / PageSize.Max);
        if (_listedAt is not { } at || clock.GetElapsedTime(at) >= (listEvery < LongestListing ? listEvery : LongestListing))
        {
            await ListAsync(cancellationToken).ConfigureAwait(false);
            _listedAt = clock.GetTimestamp();
        }

        var now = await store.ReadClockAsync(cancellationToken).ConfigureAwait(false);
        var passed = _watched.Values.Where(watched => watched.LateFor is not null || watched.Deadline <= now).ToArray();
        foreach (var batch in passed.Chunk(PageSize.Max))
        {
            var found = await check.LookAsync([.. batch.Select(static watched => watched.Schedule)], now, since: null, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < batch.Length; i++)
            {
                Tell(batch[i], found[i]);
                batch[i].Deadline = DeadlineOf(batch[i].Schedule, now);
            }
        }
    }

    private async ValueTask ListAsync(CancellationToken cancellationToken)
    {
        var mine = bots().Fired;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        IReadOnlyList<BotSchedule> page;
        do
        {
            page = await store.ListAsync(new BotScheduleQuery { After = after, Count = PageSize.Max }, cancellationToken).ConfigureAwait(false);
            foreach (var schedule in page)
            {
                after = schedule.Definition.Id;
                if (mine.Contains(schedule.Definition.Bot) && seen.Add(after))
                {
                    Follow(after, schedule);
                }
            }
        }
        while (page.Count == PageSize.Max);

        foreach (var gone in _watched.Keys.Where(id => !seen.Contains(id)).ToArray())
        {
            _watched.Remove(gone);
            _long.TryRemove(gone, out _);
        }
    }

    private void Follow(string id, BotSchedule schedule)
    {
        if (_watched.TryGetValue(id, out var watched) && watched.Schedule.ChangedAt == schedule.ChangedAt && watched.Schedule.Revision == schedule.Revision)
        {
            // With the pause that is in force now.
            watched.Schedule = schedule;
            return;
        }

        // The first look is due at once: it may be late for an instant before this node started.
        _watched[id] = new Watched(schedule) { Deadline = DateTimeOffset.MinValue, LateFor = watched?.LateFor, ToldFor = watched?.ToldFor };
    }

    private DateTimeOffset? DeadlineOf(BotSchedule schedule, DateTimeOffset now)
    {
        try
        {
            return Expectations.NextDeadline(schedule, timings.Of(schedule), now);
        }
        catch (ScheduleUnreadableException)
        {
            // Health says so; it may be read later.
            return now;
        }
    }

    private void Tell(Watched watched, in Lateness found)
    {
        var definition = watched.Schedule.Definition;
        if (found.IsLong)
        {
            _long.TryAdd(definition.Id, 0);
        }
        else
        {
            _long.TryRemove(definition.Id, out _);
        }

        if (found.LateFor is null)
        {
            watched.ToldFor = null;
        }

        if (found.LateFor is { } due && !(due - watched.ToldFor < Expectations.Within(definition)))
        {
            watched.ToldFor = due;
            Log.ScheduleLate(logger, definition.Id, definition.Bot, due);
            var instant = due.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            alerts.Raise(
                definition.Bot,
                new BotFailure(
                    BotSeverity.Standard, $"{BotErrorCodes.ScheduleLate}/{definition.Id}", IsTransient: false, $"Schedule '{definition.Id}' is late: no success was recorded for its instant of {instant} UTC."),
                executionId: null);
        }

        watched.LateFor = found.LateFor;
    }

    private sealed class Watched(BotSchedule schedule)
    {
        public BotSchedule Schedule { get; set; } = schedule;

        public DateTimeOffset? Deadline { get; set; }

        public DateTimeOffset? LateFor { get; set; }

        /// <summary>The instant for which people were told last.</summary>
        public DateTimeOffset? ToldFor { get; set; }
    }
}
