using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>Runs bots on behalf of a run; the catalogue is looked up late because it holds the runs' bots themselves.</summary>
internal sealed class ChildRuns(Func<BotCatalogue> catalogue) : IChildRuns
{
    public ValueTask<BotResult> RunAsync(RunContext parent, string bot, object input, CancellationToken cancellationToken)
    {
        var token = parent.Run.Token;
        var runner = catalogue().Get(bot);
        var request = new BotRequest(bot, input) { Trigger = parent.Trigger };
        return cancellationToken.CanBeCanceled && cancellationToken != token
            ? LinkedAsync(runner, request, parent, token, cancellationToken)
            : runner.RunAsync(request, parent, token);
    }

    private static async ValueTask<BotResult> LinkedAsync(BotRunner runner, BotRequest request, RunContext parent, CancellationToken token, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken);
        return await runner.RunAsync(request, parent, both.Token).ConfigureAwait(false);
    }
}
