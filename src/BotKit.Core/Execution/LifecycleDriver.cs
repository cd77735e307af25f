using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Execution;

/// <summary>
/// Starts background work once, whoever asks first: a hosted service, or the first use of the bots where there is no host.
/// It drains what it started when the container is disposed, if no host did so before.
/// </summary>
internal sealed class LifecycleDriver(IEnumerable<IBotLifecycle> parts, ILogger logger) : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    private readonly IBotLifecycle[] _parts = [.. parts.OrderBy(static part => part.Stage)];
    private readonly Lock _lock = new();
    private Task? _started;
    private Task? _drained;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _started ??= StartAllAsync(cancellationToken);
        }
    }

    /// <summary>The host begins to stop: what has started begins nothing new.</summary>
    public void BeginStop()
    {
        lock (_lock)
        {
            if (_started is null)
            {
                return;
            }
        }

        foreach (var part in _parts.Reverse())
        {
            part.BeginStop();
        }
    }

    /// <summary>Drains for a host: what ignores the token must not hold its shutdown, nor end it with an exception.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
        => await DrainAsync(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public Task DrainAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _started is null ? Task.CompletedTask : _drained ??= DrainAllAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(DrainLimit, TimeProvider.System);
        await DrainAsync(limit.Token).ConfigureAwait(false);
    }

    public void Dispose()
    {
        // A container that is disposed synchronously does not wait for background work; its parts stop with their own disposal.
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        foreach (var part in _parts)
        {
            await part.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DrainAllAsync(CancellationToken cancellationToken)
    {
        foreach (var part in _parts.Reverse())
        {
            try
            {
                await part.DrainAsync(cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // One part that cannot be drained must not keep the others from it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.NotDrained(logger, exception, part.GetType());
            }
        }
    }
}
