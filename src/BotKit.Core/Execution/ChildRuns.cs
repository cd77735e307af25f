using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>Runs bots on behalf of a run; the catalogue is looked up late because it holds the runs' bots themselves.</summary>
internal sealed class ChildRuns(Func<BotCatalogue> catalogue) : IChildRuns
{
    public ValueTask<BotResult> RunAsync(RunContext parent, string bot, object input, CancellationToken cancellationToken)
        => RunAsync(parent, new BotRequest(bot, input) { Trigger = parent.Trigger }, cancellationToken);

    public ValueTask<BotResult> RunAsync(RunContext parent, BotRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var token = parent.Run.Token;
        var runner = catalogue().Get(request.Bot);
        var lineage = Lineage.Below(parent);
        return cancellationToken.CanBeCanceled && cancellationToken != token
            ? LinkedAsync(runner, request, lineage, token, cancellationToken)
            : runner.RunAsync(request, lineage, token);
    }

    private static async ValueTask<BotResult> LinkedAsync(BotRunner runner, BotRequest request, Lineage lineage, CancellationToken token, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken);
        return await runner.RunAsync(request, lineage, both.Token).ConfigureAwait(false);
    }
}
