using BotKit.Execution;
using BotKit.Notifications;

namespace BotKit.Storage.DependencyInjection;

/// <summary>
/// Raises an alert when the store has been away for a while, and each minute as long as it is. The alert ends when the store is
/// back. It pauses nothing, and it is sent without the store.
/// </summary>
internal sealed class StoreWatch(RelationalStore store, AlertCenter alerts, BackgroundWork background, TimeProvider clock) : IBotLifecycle, IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>How long the store may be away before people are told.</summary>
    public static readonly TimeSpan AlertAfter = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RaiseEvery = TimeSpan.FromMinutes(1);

    private static readonly BotFailure Away = new(
        BotSeverity.Critical, BotErrorCodes.StoreUnavailable, IsTransient: true, "BotKit's own store cannot be reached or does not accept writes.");

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _work;
    private long? _awaySince;
    private long? _raisedAt;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _work ??= background.Run(WatchAsync);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task? work;
        lock (_gate)
        {
            work = _work;
        }

        if (work is not null)
        {
            await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>Acts on whether the store is away now.</summary>
    public void Look(bool isAway)
    {
        var now = clock.GetTimestamp();
        if (!isAway)
        {
            if (_raisedAt is not null)
            {
                alerts.End(BotAlert.Host, Away.Code);
            }

            _awaySince = _raisedAt = null;
            return;
        }

        _awaySince ??= now;
        if (clock.GetElapsedTime(_awaySince.Value, now) >= AlertAfter && (_raisedAt is not { } raised || clock.GetElapsedTime(raised, now) >= RaiseEvery))
        {
            _raisedAt = now;
            alerts.Raise(BotAlert.Host, Away, executionId: null);
        }
    }

    private async Task WatchAsync()
    {
        var stopping = _stopping.Token;
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                Look(!await AnswersAsync(stopping).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken stopping)
    {
        try
        {
            return await AskAsync(stopping).WaitAsync(Period, clock, stopping).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it throws, the store did not answer.
        catch (Exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task<bool> AskAsync(CancellationToken stopping)
    {
        await store.ReadAsync(static (connection, _) => Task.FromResult(connection.Sql("select 1").Number()), stopping).ConfigureAwait(false);
        return await store.TakesWritesAsync(stopping).ConfigureAwait(false);
    }
}
