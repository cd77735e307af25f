using System.Collections.Concurrent;

namespace BotKit.Notifications.Routing;

/// <summary>Notes in the store which alerts were handed over to be sent, so that no node does it again, and none is left.</summary>
internal sealed class AlertMarks(IBotAlertStore store, TimeProvider clock)
{
    private const int MaxUnmarked = 10_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // Handed over, but the store could not be told.
    private readonly ConcurrentDictionary<Guid, byte> _unmarked = new();

    /// <summary>Whether this node handed it over, whatever the store knows.</summary>
    public bool IsHandedOver(BotAlert alert) => _unmarked.ContainsKey(alert.Id);

    public async Task HandedOverAsync(IEnumerable<BotAlert> alerts)
    {
        foreach (var alert in alerts)
        {
            if (_unmarked.Count < MaxUnmarked)
            {
                _unmarked[alert.Id] = 0;
            }

            await TryMarkAsync(alert, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Marks an alert.</summary>
    /// <returns>Whether this was the one that did it.</returns>
    public async ValueTask<bool> TryMarkAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var token = either.Token;
            var isMarked = await Task.Run(() => store.TryEscalateAsync(alert.Id, 1, token).AsTask(), CancellationToken.None).WaitAsync(token).ConfigureAwait(false);

            // An alert that is not stored yet is stored as handed over later.
            _unmarked.TryRemove(alert.Id, out _);
            return isMarked;
        }
#pragma warning disable CA1031 // The store is away: the next look tries again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
