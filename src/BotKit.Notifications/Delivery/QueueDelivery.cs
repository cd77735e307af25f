using BotKit.Notifications.Content;
using BotKit.Notifications.Diagnostics;
using BotKit.Notifications.Options;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Delivery;

/// <summary>Hands messages to the queue, under keys of their own: whoever does it again, on whichever node, changes nothing.</summary>
/// <param name="options">Whether the queue is used.</param>
/// <param name="shelf">Keeps digests.</param>
/// <param name="services">Gives the bots late: they need the alerts, and so this, themselves.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class QueueDelivery(NotificationOptions options, DigestShelf shelf, IServiceProvider services, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RestFor = TimeSpan.FromSeconds(5);

    /// <summary>Whether it is worth trying.</summary>
    public bool IsThere
        => options.UseQueue && services.GetService<IBotQueueWorker>() is { IsWorking: true }
        && (Volatile.Read(ref _failed) is not { } failed || clock.GetElapsedTime(failed.At) >= RestFor);

    private Failure? _failed;

    /// <summary>Hands over a message that goes now.</summary>
    /// <returns>Whether the queue has it.</returns>
    public ValueTask<bool> TrySendAsync(string channel, DeliveryInput input, CancellationToken cancellationToken)
        => TryAsync(token => EnqueueAsync(channel, input, null, token), cancellationToken);

    /// <summary>Adds an alert to a digest that goes later.</summary>
    /// <returns>Whether the store has it.</returns>
    public ValueTask<bool> TryHoldAsync(string channel, string id, NoticeKind kind, BotAlert alert, DateTimeOffset due, CancellationToken cancellationToken)
        => TryAsync(
            async token => await shelf.AddAsync(channel, id, alert, token).ConfigureAwait(false)
                && await EnqueueAsync(channel, new DeliveryInput(id, kind, null), due, token).ConfigureAwait(false),
            cancellationToken);

    private async ValueTask<bool> TryAsync(Func<CancellationToken, ValueTask<bool>> action, CancellationToken cancellationToken)
    {
        if (!IsThere)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await action(either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever is wrong with the queue, people are told without it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _failed, new Failure(clock.GetTimestamp()));
            Log.QueueAway(logger, exception);
            return false;
        }
    }

    private async ValueTask<bool> EnqueueAsync(string channel, DeliveryInput input, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        var request = new BotRequest(ChannelName.BotOf(channel), input)
        {
            Options = new BotRunOptions { IdempotencyKey = input.Id, Caller = "botkit" },
        };
        try
        {
            await services.GetRequiredService<IBotManager>().EnqueueAsync(request, new BotEnqueueOptions { DueAt = due, Priority = 9 }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (BotRejectedException exception) when (exception.Error.Code == BotErrorCodes.IdempotencyConflict)
        {
            // It is there already; only the count of its alert has grown since.
        }

        return true;
    }

    private sealed record Failure(long At);
}
