using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>Runs bots on behalf of a run; the catalogue is looked up late because it holds the runs' bots themselves.</summary>
internal sealed class ChildRuns(Func<BotCatalogue> catalogue) : IChildRuns
{
    public ValueTask<BotResult> RunAsync(BotRun parent, string bot, object input, CancellationToken cancellationToken)
    {
        if (parent.Cancellation == RunCancellation.Released)
        {
            throw new InvalidOperationException($"Run {parent.ExecutionId} of {parent.Bot} has ended and cannot start others.");
        }

        var runner = catalogue().Get(bot);
        var request = new BotRequest(bot, input) { Trigger = parent.Trigger };
        return cancellationToken.CanBeCanceled && cancellationToken != parent.Token
            ? LinkedAsync(runner, request, parent, cancellationToken)
            : runner.RunAsync(request, parent, parent.Token);
    }

    private static async ValueTask<BotResult> LinkedAsync(BotRunner runner, BotRequest request, BotRun parent, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(parent.Token, cancellationToken);
        return await runner.RunAsync(request, parent, both.Token).ConfigureAwait(false);
    }
}
