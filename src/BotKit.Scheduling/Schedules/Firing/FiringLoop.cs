using System.Collections.Concurrent;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Loops;
using BotKit.Time;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Schedules;

/// <summary>Fires what is due, and sleeps until the next is.</summary>
internal sealed class FiringLoop(ScheduleFiring firing, TimeSpan longestSleep, TimeProvider clock, ILogger logger)
{
    // What is due and cannot be fired, another node holds it, is left alone for a moment.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));
    private readonly Signal _changed = new();
    private readonly ConcurrentQueue<string> _ended = new();
    private volatile bool _isAway;
    private long _readAt;

    /// <summary>Whether the store did not answer the last time it was asked.</summary>
    public bool IsAway => _isAway;

    /// <summary>A schedule has changed on this node.</summary>
    public void Wake() => _changed.Raise();

    /// <summary>A run of a schedule has ended on this node.</summary>
    public void Ended(string schedule)
    {
        if (firing.MayWait(schedule))
        {
            _ended.Enqueue(schedule);
            _changed.Raise();
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        _readAt = clock.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            _changed.Lower();
            if (clock.GetElapsedTime(_readAt) >= ReadAgain)
            {
                _readAt = clock.GetTimestamp();
                firing.Forget();
            }

            await OnceAsync(stopping).ConfigureAwait(false);
        }
    }

    private async ValueTask OnceAsync(CancellationToken stopping)
    {
        var ended = TakeEnded();
        var asked = clock.GetTimestamp();
        TimeSpan? sleep;
        try
        {
            var batch = await firing.FireAsync(ended, stopping).ConfigureAwait(false);
            Answered();
            if (batch.Fired >= ScheduleFiring.MaxSchedules)
            {
                return;
            }

            // The answer may have taken a while to come, and what is due does not wait for that.
            var shortest = batch.Fired == 0 ? Held : Shortest;
            sleep = batch.NextDue is { } due ? due > TimeSpan.Zero ? Longer(due - clock.GetElapsedTime(asked), Shortest) : shortest : null;
        }
#pragma warning disable CA1031 // Whatever the store throws: it goes on trying.
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            foreach (var schedule in ended)
            {
                _ended.Enqueue(schedule);
            }

            await AwayAsync(exception, stopping).ConfigureAwait(false);
            return;
        }

        if (_ended.IsEmpty)
        {
            await ClockWait.PollAsync(_changed.Raised, sleep, longestSleep, clock, stopping).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<string> TakeEnded()
    {
        if (_ended.IsEmpty)
        {
            return [];
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        while (taken.Count < ScheduleFiring.MaxSchedules && _ended.TryDequeue(out var schedule))
        {
            taken.Add(schedule);
        }

        return [.. taken];
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Answered()
    {
        _backoff.Reset();
        if (_isAway)
        {
            _isAway = false;
            Log.SchedulesBack(logger);
        }
    }

    private async ValueTask AwayAsync(Exception exception, CancellationToken stopping)
    {
        if (!_isAway)
        {
            _isAway = true;
            Log.SchedulesAway(logger, exception);
        }

        await Task.Delay(_backoff.Next(), clock, stopping).ConfigureAwait(false);
    }
}
