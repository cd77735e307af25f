using System.Text.Json;
using System.Text.Json.Nodes;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>
/// Runs another bot, <c>bot:name</c>, as a child with an idempotency key: a repetition after a loss of the process gets the outcome that is
/// stored, or waits for the run that goes on.
/// </summary>
/// <param name="services">Gives the manager late, since that starts the workflows.</param>
internal sealed class BotTask(IServiceProvider services) : ITaskResource
{
    private const int MaxLost = 20;

    private IBotManager? _manager;

    public string Scheme => "bot";

    private IBotManager Manager => _manager ??= services.GetRequiredService<IBotManager>();

    public void Check(TaskCheck check)
    {
        if (Manager.Find(check.Target) is null)
        {
            check.Error($"There is no bot '{check.Target}'.");
        }

        if (check.HasHeartbeat)
        {
            check.Warn("A bot gives no heartbeat to the workflow: it fails with States.HeartbeatTimeout when it takes longer than HeartbeatSeconds.");
        }
    }

    public async ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var bot = Manager.Find(call.Target) ?? throw new WorkflowTaskException(ErrorNames.TaskFailed, $"There is no bot '{call.Target}' here.");
        var input = JsonNodes.WriteUtf8(call.Input);
        for (var lost = 0; ; lost++)
        {
            var options = new BotRunOptions
            {
                IdempotencyKey = call.Context.IsDryRun ? null : lost == 0 ? call.IdempotencyKey : $"{call.IdempotencyKey}~{lost}",
                DryRun = call.Context.IsDryRun,
                Caller = call.Context.Bot,
            };
            var request = BotRequest.FromJson(call.Target, input, BotTrigger.Workflow, options);
            var result = call.IsDetached
                ? await Manager.RunAsync(request, cancellationToken).ConfigureAwait(false)
                : await call.Context.RunAsync(request, cancellationToken).ConfigureAwait(false);
            if (result.Success)
            {
                return Read(bot, result);
            }

            // The run's own token fires first: what hangs on the Task's may have heard of it before that one has.
            if (cancellationToken.IsCancellationRequested || call.RunToken.IsCancellationRequested)
            {
                await StopAsync(call, result).ConfigureAwait(false);
                throw new OperationCanceledException(cancellationToken);
            }

            if (!WasLost(result) || lost == MaxLost || !services.GetRequiredService<IOptionsMonitor<BotOptions>>().Get(call.Target).Repeatable)
            {
                throw Failure(result);
            }
        }
    }

    /// <summary>Whether it was lost with its process, and nobody repeats it but the workflow.</summary>
    private static bool WasLost(BotResult result) => result is { Status: BotStatus.Dead, IsReplayed: true, Error.Code: BotErrorCodes.Interrupted };

    private static JsonNode? Read(BotDescriptor bot, BotResult result)
        => result.Data is null ? null
            : bot.ResultJson is { } json ? JsonSerializer.SerializeToNode(result.Data, json)
            : throw new WorkflowTaskException(ErrorNames.TaskFailed, $"No JSON contract is known for what the bot '{bot.Name}' returns.");

    private static WorkflowTaskException Failure(BotResult result)
    {
        var details = result.Error!.Details is { Count: > 0 } fields ? " " + string.Join(" ", fields.Take(5).Select(static it => $"{it.Path}: {it.Message}")) : string.Empty;
        return new WorkflowTaskException(result.Error.Code, result.Error.Message + details);
    }

    /// <summary>Cancels the child, unless the run only stops to go on elsewhere.</summary>
    private async ValueTask StopAsync(TaskCall call, BotResult result)
    {
        try
        {
            if (!call.RunToken.IsCancellationRequested
                || await services.GetRequiredService<IBotLedger>().FindAsync(call.Context.ExecutionId, CancellationToken.None).ConfigureAwait(false) is { IsCancelRequested: true })
            {
                await Manager.CancelAsync(result.ExecutionId, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (BotStoreException exception)
        {
            Log.ChildNotCanceled(call.Context.Logger, exception, call.Target, result.ExecutionId);
        }
    }
}
