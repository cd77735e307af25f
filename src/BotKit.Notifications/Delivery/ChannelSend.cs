using BotKit.Notifications.Channels;
using BotKit.Notifications.Content;
using BotKit.Notifications.Diagnostics;
using BotKit.Notifications.Health;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Delivery;

/// <summary>Tries to send a message through a channel, and keeps count of what came of it: the same for the queue and for memory.</summary>
internal sealed class ChannelSend(NotificationOptions options, ChannelConditions conditions, NotificationMetrics metrics, TimeProvider clock, ILogger logger)
{
    // A channel keeps its own limits; this is for one that does not.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>One try. Whatever it throws becomes an outcome, but the cancellation of the caller.</summary>
    public async ValueTask<SendOutcome> TryAsync(IAlertChannel channel, Notice notice, SendProgress progress, CancellationToken cancellationToken)
    {
        var outcome = await AskAsync(channel, notice, progress, cancellationToken).ConfigureAwait(false);
        if (outcome.Status == SendStatus.Again)
        {
            var tries = progress.State.Tries + 1;
            await progress.SaveAsync(progress.State with { Tries = tries }, cancellationToken).ConfigureAwait(false);
            if (tries >= options.MaxAttempts)
            {
                outcome = SendOutcome.Failed($"{outcome.Reason} Given up after {tries} tries.");
            }
        }

        Count(channel.Name, notice, outcome);
        return outcome;
    }

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan DelayOf(int tries, TimeSpan? retryAfter)
    {
        var doubled = options.RetryDelay.TotalMilliseconds * Math.Pow(2, Math.Min(tries - 1, 40));
        var delay = TimeSpan.FromMilliseconds(Math.Min(doubled, options.MaxRetryDelay.TotalMilliseconds));
        var asked = retryAfter > options.MaxRetryDelay ? options.MaxRetryDelay : retryAfter ?? TimeSpan.Zero;
        return asked > delay ? asked : delay;
    }

    private async Task<SendOutcome> AskAsync(IAlertChannel channel, Notice notice, SendProgress progress, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var token = limit.Token;
            return await Task.Run(() => channel.SendAsync(notice, progress, token).AsTask(), CancellationToken.None)
                .WaitAsync(Limit, clock, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A broken channel is an outcome like any other.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await limit.CancelAsync().ConfigureAwait(false);
            Log.ChannelFailed(logger, exception, channel.Name);
            return SendOutcome.Again(exception is TimeoutException ? "It took too long." : "It failed.");
        }
    }

    private void Count(string channel, Notice notice, SendOutcome outcome)
    {
        switch (outcome.Status)
        {
            case SendStatus.Sent:
                conditions.Of(channel).Succeeded();
                Log.Sent(logger, notice.Id, channel);
                break;
            case SendStatus.Again:
                conditions.Of(channel).Failed(outcome.Reason);
                Log.NotSentYet(logger, notice.Id, channel, outcome.Reason);
                return;
            default:
                conditions.Of(channel).Failed(outcome.Reason);
                Log.NotSent(logger, notice.Id, channel, outcome.Reason);
                break;
        }

        metrics.Ended(channel, notice, outcome.Status == SendStatus.Sent);
    }
}
