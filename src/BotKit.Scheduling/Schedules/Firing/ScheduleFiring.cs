using System.Collections.Concurrent;
using BotKit.Schedules;
using BotKit.Scheduling.Diagnostics;

namespace BotKit.Scheduling.Schedules;

/// <summary>Has the store fire what is due, and says what came of it.</summary>
internal sealed class ScheduleFiring(IBotScheduleStore store, ScheduleTimings timings, Func<ScheduledBots> bots, ScheduleMetrics metrics)
{
    /// <summary>Schedules in one transaction.</summary>
    public const int MaxSchedules = 500;

    // Where it grows beyond this, schedules are told to wait as if nothing was known of them.
    private const int MaxWaiting = 100_000;

    private readonly ConcurrentDictionary<string, byte> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScheduleTally> _tallies = new(StringComparer.Ordinal);
    private int _waitingCount;

    /// <summary>The schedules that this node leaves to others, and why.</summary>
    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    /// <summary>Whether instants of the schedule may wait for the end of a run.</summary>
    public bool MayWait(string schedule) => Volatile.Read(ref _waitingCount) is > 0 and var count && (count >= MaxWaiting || _waiting.ContainsKey(schedule));

    /// <summary>What could not be read is tried again.</summary>
    public void Forget() => _unreadable.Clear();

    /// <summary>One transaction; never two at a time.</summary>
    public async ValueTask<ScheduleFireBatch> FireAsync(IReadOnlyList<string> ended, CancellationToken cancellationToken)
    {
        var mine = bots();
        var request = new ScheduleFireRequest(mine.Names, MaxSchedules)
        {
            Ended = ended,
            Except = _unreadable.IsEmpty ? [] : [.. _unreadable.Keys],
            MaxQueued = mine.MaxQueued(),
        };
        _tallies.Clear();
        var batch = await store.FireAsync(request, view => Decide(mine, view), cancellationToken).ConfigureAwait(false);
        foreach (var (schedule, tally) in _tallies)
        {
            Remember(schedule, tally);
            metrics.Fired(tally);
        }

        return batch;
    }

    /// <summary>Deals with what is due of one schedule now, whatever bots this node fires.</summary>
    /// <returns>Whether it could.</returns>
    public async ValueTask<bool> SettleAsync(BotSchedule schedule, CancellationToken cancellationToken)
    {
        if (schedule.NextDue is not { } from || bots().Find(schedule.Definition.Bot) is not { } bot)
        {
            return false;
        }

        var isReadable = true;
        ScheduleTally? tally = null;
        _ = await store.ChangeOccurrencesAsync(
            schedule.Definition.Id,
            from,
            from,
            view =>
            {
                try
                {
                    var step = FireRules.Decide(view with { NextWaiting = null }, FireContext.Of(timings.Of(view.Schedule), bot));
                    tally = ScheduleTally.Of(view, step);
                    return step;
                }
                catch (ScheduleUnreadableException)
                {
                    isReadable = false;
                    return null;
                }
            },
            cancellationToken).ConfigureAwait(false);
        if (tally is { } settled)
        {
            metrics.Fired(settled);
        }

        return isReadable;
    }

    private ScheduleStep Decide(ScheduledBots mine, ScheduleView view)
    {
        var id = view.Schedule.Definition.Id;
        try
        {
            var step = FireRules.Decide(view, FireContext.Of(timings.Of(view.Schedule), mine.Find(view.Schedule.Definition.Bot)!));
            _tallies[id] = ScheduleTally.Of(view, step);
            return step;
        }
        catch (ScheduleUnreadableException exception)
        {
            _unreadable[id] = exception.Message;
            return new ScheduleStep(view.Schedule);
        }
    }

    // Where a definition lets instants wait, another node may make them wait, too.
    private void Remember(string schedule, ScheduleTally tally)
    {
        // The table's own count would take all its locks.
        if (tally.MayWait)
        {
            _waitingCount += _waiting.TryAdd(schedule, 0) ? 1 : 0;
        }
        else if (_waitingCount > 0)
        {
            _waitingCount -= _waiting.TryRemove(schedule, out _) ? 1 : 0;
        }
    }
}
