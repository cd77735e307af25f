using BotKit.Notifications.Channels;

namespace BotKit.Notifications.Delivery;

/// <summary>The progress of a message that is a run: kept in the ledger, so that it survives the process.</summary>
internal sealed class QueueProgress : SendProgress
{
    private const string Step = "send";

    private readonly IBotCheckpoints _checkpoints;

    private QueueProgress(IBotCheckpoints checkpoints) => _checkpoints = checkpoints;

    public static async ValueTask<SendProgress> LoadAsync(BotContext context, CancellationToken cancellationToken)
    {
        IBotCheckpoints checkpoints;
        try
        {
            checkpoints = context.Checkpoints;
        }
        catch (InvalidOperationException)
        {
            // Somebody runs the bot by hand: nothing of it outlives the process.
            return new MemoryProgress();
        }

        return new QueueProgress(checkpoints)
        {
            State = await checkpoints.ReadAsync<SendState>(Step, cancellationToken).ConfigureAwait(false) ?? SendState.None,
        };
    }

    public override async ValueTask SaveAsync(SendState state, CancellationToken cancellationToken)
    {
        await _checkpoints.WriteAsync(Step, state, cancellationToken).ConfigureAwait(false);
        State = state;
    }
}
