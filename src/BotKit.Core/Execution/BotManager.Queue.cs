using System.Data.Common;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Pipeline;

namespace BotKit.Execution;

internal sealed partial class BotManager
{
    private const int MaxBatch = 10_000;

    public async ValueTask<Guid> EnqueueAsync(BotRequest request, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var runner = catalogue.Get(request.Bot);
        queue.ThrowIfNoWorker(request.Bot);
        var run = await runner.PrepareAsync(request, options, cancellationToken).ConfigureAwait(false);
        return await queue.SubmitAsync(run, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<Guid>> EnqueueAsync(
        IReadOnlyList<BotRequest> requests, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfZero(requests.Count, nameof(requests));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requests.Count, MaxBatch, nameof(requests));
        BotRunner[] runners = [.. requests.Select(request => catalogue.Get(request.Bot))];
        queue.ThrowIfNoWorker(requests[0].Bot);
        var runs = new RunSubmission[runners.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = await runners[i].PrepareAsync(requests[i], options, cancellationToken).ConfigureAwait(false);
        }

        return await queue.SubmitAsync(runs, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Guid> EnqueueAsync(
        BotRequest request, DbTransaction transaction, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(transaction);
        var runner = catalogue.Get(request.Bot);
        queue.ThrowIfNoWorker(request.Bot);
        var run = await runner.PrepareAsync(request, options, cancellationToken).ConfigureAwait(false);
        return await queue.SubmitAsync(run, transaction, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken = default)
    {
        if (findWorkflows() is { } workflows
            && await workflows.TryCancelAsync(executionId, catalogue.FindBotOf(executionId), cancellationToken).ConfigureAwait(false))
        {
            return CancelOutcome.Requested;
        }

        if (catalogue.Claim(executionId, RunCancellation.Operator) is not { } run)
        {
            var outcome = await queue.CancelAsync(executionId, cancellationToken).ConfigureAwait(false);
            return outcome != CancelOutcome.Unknown ? outcome
                : catalogue.IsRunning(executionId) ? CancelOutcome.Requested
                // It may have been recorded between the two looks.
                : await queue.CancelAsync(executionId, cancellationToken).ConfigureAwait(false);
        }

        var isHeld = run.Hold is not null;
        run.FireToken();
        if (isHeld)
        {
            try
            {
                // Should its process be lost before its end is stored, the run must not begin again.
                await queue.CancelAsync(executionId, cancellationToken).ConfigureAwait(false);
            }
            catch (BotStoreException)
            {
                return CancelOutcome.Requested;
            }
        }

        return CancelOutcome.Requested;
    }

    public async ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken = default)
    {
        var outcome = await queue.WakeAsync(executionId, cancellationToken).ConfigureAwait(false);
        // A direct run is not in the store before it has ended, and never yields.
        return outcome == WakeOutcome.Unknown && catalogue.IsRunning(executionId) ? WakeOutcome.Noted : outcome;
    }

    public async ValueTask<Guid?> ReplayAsync(
        Guid executionId, ReadOnlyMemory<byte>? utf8Json = null, BotRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false) is not { State: RunState.Ended, IsErased: false } old
            || (utf8Json is null && old.Input.IsEmpty))
        {
            return null;
        }

        var runner = catalogue.Get(old.Bot);
        queue.ThrowIfNoWorker(old.Bot);
        var run = utf8Json is { } json
            ? await runner.PrepareAsync(BotRequest.FromJson(old.Bot, json, BotTrigger.Replay, options), null, cancellationToken).ConfigureAwait(false)
            : runner.Repeat(old, options);
        return await queue.ReplayAsync(executionId, run with { ReplayOf = executionId }, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> EraseAsync(Guid executionId, string by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var run = await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false);
        if (run is null || !await ledger.EraseAsync(executionId, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        await audit.AppendAsync(new AuditEntry(ExecutionIds.Create(now), now, "erase", by, run.Bot, executionId, null), CancellationToken.None)
            .ConfigureAwait(false);
        return true;
    }
}
