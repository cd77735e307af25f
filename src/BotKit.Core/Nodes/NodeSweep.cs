using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Nodes;

/// <summary>
/// Takes over what lost nodes held. A node is lost when the same beat was seen for a whole lease of it, in consecutive polls
/// and by this node's monotonic clock; a poll that fails or comes a lease late, or the loss of this node's own lease, starts the
/// count anew, so that a store that was away does not look like everybody's death.
/// </summary>
internal sealed class NodeSweep(IBotNodeStore store, NodeOptions options, TimeProvider clock, ILogger logger, Func<NodeIncarnation?> current)
{
    private readonly Dictionary<Guid, Sighting> _sightings = [];
    private bool _isAway;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.SweepEvery, clock, stopping).ConfigureAwait(false);
                await SweepAsync(stopping).ConfigureAwait(false);
                _isAway = false;
            }
#pragma warning disable CA1031 // Whatever the store throws: the next poll tries again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(exception, stopping);
            }
        }
    }

    /// <summary>Looks once.</summary>
    internal async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        if (current() is not { IsHeld: true } own)
        {
            _sightings.Clear();
            return;
        }

        var asked = clock.GetTimestamp();
        IReadOnlyList<NodeRecord> nodes;
        try
        {
            nodes = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _sightings.Clear();
            throw;
        }

        var seen = clock.GetTimestamp();
        HashSet<Guid> alive = [];
        foreach (var node in nodes)
        {
            if (node.State == NodeState.Alive && node.Id != own.Id)
            {
                alive.Add(node.Id);
                await LookAsync(node, asked, seen, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var gone in _sightings.Keys.Where(id => !alive.Contains(id)).ToArray())
        {
            _sightings.Remove(gone);
        }
    }

    private async ValueTask LookAsync(NodeRecord node, long asked, long seen, CancellationToken cancellationToken)
    {
        if (!_sightings.TryGetValue(node.Id, out var sighting)
            || sighting.Beat != node.Beat
            || clock.GetElapsedTime(sighting.Last, seen) > LongestGap(node))
        {
            _sightings[node.Id] = new(node.Beat, seen, seen);
            return;
        }

        _sightings[node.Id] = sighting with { Last = seen };
        if (clock.GetElapsedTime(sighting.Since, asked) < node.Lease)
        {
            return;
        }

        await RecoverAsync(node, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A node that cannot be recovered is tried again with the next poll, and keeps no other from being recovered.</summary>
    private async ValueTask RecoverAsync(NodeRecord node, CancellationToken cancellationToken)
    {
        try
        {
            var recovery = await store.RecoverAsync(node.Id, node.Beat, cancellationToken).ConfigureAwait(false);
            _sightings.Remove(node.Id);
            if (recovery is not null)
            {
                Log.NodeRecovered(logger, node.Name, node.Id, recovery.Requeued, recovery.Dead, recovery.Canceled, recovery.Interrupted);
            }
        }
#pragma warning disable CA1031 // Whatever the store throws.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.NodeNotRecovered(logger, exception, node.Name, node.Id);
            }
        }
    }

    private void Failed(Exception exception, CancellationToken stopping)
    {
        if (!stopping.IsCancellationRequested && !_isAway)
        {
            _isAway = true;
            Log.SweepFailed(logger, exception);
        }
    }

    /// <summary>
    /// Between two polls that count as consecutive. A node that is merely busy polls late and must still recover others; one
    /// that polls a lease late may have slept, and everybody with it.
    /// </summary>
    private TimeSpan LongestGap(NodeRecord node)
    {
        var regular = options.SweepEvery * 2;
        return node.Lease > regular ? node.Lease : regular;
    }

    private readonly record struct Sighting(long Beat, long Since, long Last);
}
