using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Nodes;

/// <summary>Joins the store, renews the lease and joins anew once it is lost, on a thread of its own.</summary>
internal sealed class LeaseBeat(
    IBotNodeStore store, NodeOptions options, TimeProvider clock, ILogger logger, ILeaseOwner owner) : IDisposable
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);

    private readonly ThreadPause _pause = new(clock);
    private readonly CancellationTokenSource _stop = new();
    private bool _isAway;

    public void Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (Join() is { } incarnation)
            {
                owner.Joined(incarnation);
                Keep(incarnation);
            }
        }
    }

    public void Stop()
    {
        _stop.Cancel();
        _pause.Wake();
    }

    public void Dispose()
    {
        _pause.Dispose();
        _stop.Dispose();
    }

    private NodeIncarnation? Join()
    {
        try
        {
            var incarnation = new NodeIncarnation(clock, options.Lease);
            var node = new NodeRecord { Id = incarnation.Id, Name = options.Name, Version = ProgramVersion.Text, Lease = options.Lease };
            store.JoinAsync(node, _stop.Token).AsTask().GetAwaiter().GetResult();
            Answered();
            return incarnation.IsHeld ? incarnation : null;
        }
#pragma warning disable CA1031 // Whatever the store throws: the node goes on trying.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Away(exception);
            return null;
        }
    }

    private void Keep(NodeIncarnation incarnation)
    {
        _pause.Wait(options.BeatEvery);
        while (!_stop.IsCancellationRequested && !incarnation.IsLost)
        {
            var sent = LeaseStamp.Now(clock);
            try
            {
                var beat = store.Beat(incarnation.Id);
                Answered();
                if (!beat.IsAccepted)
                {
                    owner.Refused(incarnation);
                    return;
                }

                incarnation.Renew(sent);
                owner.CancelRequested(beat.CancelRequests);
                _pause.Wait(options.BeatEvery);
            }
#pragma warning disable CA1031 // Whatever the store throws: the node goes on trying until its lease is over.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Away(exception);
            }
        }
    }

    private void Answered()
    {
        if (_isAway)
        {
            _isAway = false;
            Log.NodeStoreBack(logger);
        }
    }

    private void Away(Exception exception)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        if (!_isAway)
        {
            _isAway = true;
            Log.NodeStoreAway(logger, exception);
        }

        var retry = options.BeatEvery / 4;
        _pause.Wait((retry < LongestRetry ? retry : LongestRetry) * (0.75 + (Random.Shared.NextDouble() / 2)));
    }
}
