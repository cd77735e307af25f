namespace BotKit.Notifications.Tests.Delivery;

/// <summary>Fails critically.</summary>
internal sealed class CriticalBot : BaseBot<Nothing, Nothing>
{
    protected override ValueTask<Nothing> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken)
        => throw new BotException("disk_full", "The disk is full.") { Severity = BotSeverity.Critical };
}
