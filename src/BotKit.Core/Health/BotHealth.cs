using BotKit.Diagnostics;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.Logging;

namespace BotKit.Health;

/// <summary>Gathers the report from checks, states and alerts. Nothing in it latches: the next report starts anew.</summary>
internal sealed class BotHealth(
    BotCatalogue catalogue,
    IEnumerable<IBotHealthContributor> contributors,
    IBotLedger ledger,
    AlertCenter alerts,
    IBotAlertStore alertStore,
    TimeProvider clock,
    ILogger logger) : IBotHealth
{
    private readonly Part[] _bots = [.. catalogue.Runners.Select(runner => new Part(
        runner.Runtime.Name, new CachedCheck(clock, token => CheckBotAsync(runner, logger, token)), runner))];

    private readonly Part[] _contributors = [.. contributors.Select(contributor => new Part(
        contributor.Name, new CachedCheck(clock, token => CheckContributorAsync(contributor, logger, token)), null))];

    public async ValueTask<BotHealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var botAnswers = _bots.Select(static bot => bot.Check.AskAsync(bot.Runner!.Runtime.Options.Health.Timeout, bot.Runner.Runtime.Options.Health.CacheFor)).ToArray();
        var partAnswers = _contributors.Select(static part => part.Check.AskAsync(BotDefaults.CheckTimeout, TimeSpan.Zero)).ToArray();
        await Task.WhenAll(botAnswers.Concat(partAnswers)).WaitAsync(cancellationToken).ConfigureAwait(false);

        var verdict = new HealthVerdict();
        var bots = new Dictionary<string, BotHealthEntry>(StringComparer.Ordinal);
        for (var i = 0; i < _bots.Length; i++)
        {
            var answer = await botAnswers[i].ConfigureAwait(false);
            bots.Add(_bots[i].Name, await EntryAsync(_bots[i].Runner!, answer, verdict, cancellationToken).ConfigureAwait(false));
        }

        var unwell = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _contributors.Length; i++)
        {
            var answer = await partAnswers[i].ConfigureAwait(false);
            if (verdict.Add(answer.Contribution.Status, $"{_contributors[i].Name}: {answer.Contribution.Reason ?? "It does not say why."}"))
            {
                unwell.Add(_contributors[i].Name);
            }
        }

        var active = await ActiveAsync(cancellationToken).ConfigureAwait(false);
        foreach (var alert in active)
        {
            verdict.Add(BotHealthStatus.Degraded, $"{alert.Bot}: alert {alert.Code}");
        }

        return new BotHealthReport(
            clock.GetUtcNow(),
            verdict.Overall,
            bots,
            !unwell.Contains("database") && !unwell.Contains("store"),
            !unwell.Contains("scheduler"),
            active,
            verdict.Reasons);
    }

    /// <summary>The alerts of this node as the store knows them: counted by all nodes, and perhaps acknowledged.</summary>
    private async ValueTask<IReadOnlyList<BotAlert>> ActiveAsync(CancellationToken cancellationToken)
    {
        var active = alerts.Active;
        if (active.Count == 0)
        {
            return active;
        }

        try
        {
            var stored = (await alertStore.ListAsync(PageSize.Max, cancellationToken).ConfigureAwait(false)).ToDictionary(static alert => alert.Id);
            return [.. active.Select(own => stored.TryGetValue(own.Id, out var known) ? known.LastAt < own.LastAt ? known with { LastAt = own.LastAt, Count = Math.Max(known.Count, own.Count) } : known : own)];
        }
#pragma warning disable CA1031 // A store that fails is said elsewhere in the report; this node's own alerts stay.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.LedgerNotRead(logger, exception);
            return active;
        }
    }

    private static async ValueTask<BotHealthContribution> CheckBotAsync(BotRunner runner, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await runner.CheckAsync(cancellationToken).ConfigureAwait(false);
            return BotHealthContribution.Healthy;
        }
#pragma warning disable CA1031 // Whatever a check throws is its answer.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var failure = runner.Runtime.Errors.Classify(exception);
            Log.CheckFailed(logger, exception, runner.Runtime.Name, failure.Code);
            return new(
                failure.Severity == BotSeverity.Critical ? BotHealthStatus.Critical : BotHealthStatus.Degraded, failure.SafeMessage);
        }
    }

    private static async ValueTask<BotHealthContribution> CheckContributorAsync(
        IBotHealthContributor contributor, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await contributor.CheckAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a check throws is its answer.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.CheckFailed(logger, exception, contributor.Name, BotErrorCodes.Unhandled);
            return new(BotHealthStatus.Critical, "The check failed.");
        }
    }

    private async ValueTask<BotHealthEntry> EntryAsync(
        BotRunner runner, CachedCheck.Answer answer, HealthVerdict verdict, CancellationToken cancellationToken)
    {
        var own = new HealthVerdict();
        var runtime = runner.Runtime;
        own.Add(answer.Contribution.Status, answer.Contribution.Reason ?? "");
        if (runtime.Pause.Current is not null)
        {
            own.Add(BotHealthStatus.Degraded, "The bot is paused.");
        }

        if (runtime.Circuit.Position != CircuitPosition.Closed)
        {
            own.Add(BotHealthStatus.Degraded, "The circuit is not closed.");
        }

        if (runtime.Abandoned > 0)
        {
            own.Add(BotHealthStatus.Degraded, "Abandoned runs are still running.");
        }

        foreach (var reason in own.Reasons)
        {
            verdict.Add(own.Overall, $"{runtime.Name}: {reason}");
        }

        return new BotHealthEntry(
            own.Overall,
            await LastExecutionAsync(runtime.Name, verdict, cancellationToken).ConfigureAwait(false),
            answer.Took,
            own.Reasons.Count == 0 ? null : string.Join(" ", own.Reasons));
    }

    private async ValueTask<DateTimeOffset?> LastExecutionAsync(string bot, HealthVerdict verdict, CancellationToken cancellationToken)
    {
        try
        {
            var last = await ledger.ListAsync(new RunQuery { Bot = bot, State = RunState.Ended, Count = 1 }, cancellationToken).ConfigureAwait(false);
            return last.Count == 0 ? null : last[0].StartedAt;
        }
#pragma warning disable CA1031 // A store that fails is what the report is there to say.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.LedgerNotRead(logger, exception);
            verdict.Add(BotHealthStatus.Degraded, "The ledger cannot be read.");
            return null;
        }
    }

    private sealed record Part(string Name, CachedCheck Check, BotRunner? Runner);
}
