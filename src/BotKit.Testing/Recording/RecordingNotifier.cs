using System.Collections.Concurrent;
using BotKit.Notifications;

namespace BotKit.Testing;

/// <summary>A notifier that tells nobody and keeps every alert it was given, in order.</summary>
public sealed class RecordingNotifier : IBotNotifier
{
    private readonly ConcurrentQueue<BotAlert> _alerts = new();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _received = new();

    /// <summary>The alerts so far: the first of each bot and code in a window.</summary>
    public IReadOnlyList<BotAlert> Alerts => [.. _alerts];

    /// <inheritdoc/>
    public ValueTask NotifyAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        _alerts.Enqueue(alert);
        Reception(alert.Id).TrySetResult();
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits, in real time, until an alert that was raised has arrived.</summary>
    internal Task WhenReceived(BotAlert alert) => Reception(alert.Id).Task;

    private TaskCompletionSource Reception(Guid alert)
        => _received.GetOrAdd(alert, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
