using System.Data.Common;
using System.Text.Json.Nodes;
using BotKit;

namespace Studio.Queue;

public static class QueueCalls
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: queue-host
        services.AddBotKit(bots =>
        {
            bots.UseSqlite("Data Source=botkit.db");
            bots.AddScheduling();
            bots.AddBot<LeadBot>("lead").Configure(options => options.Queue.MaxRunning = 4);
        });
        #endregion
    }

    public static void AddWorkers(IBotKitBuilder bots)
    {
        #region snippet: queue-workers
        bots.AddScheduling(options =>
        {
            options.Workers = 16;
            options.Exclude.Add("render");
            options.ShutdownTimeout = TimeSpan.FromSeconds(20);
        });
        #endregion
    }

    public static async Task EnqueueAsync(IBotManager manager, LeadInput input, CancellationToken cancellationToken)
    {
        #region snippet: enqueue
        Guid now = await manager.EnqueueAsync(new BotRequest("lead", input), cancellationToken: cancellationToken);

        Guid later = await manager.EnqueueAsync(
            new BotRequest("lead", input) { Options = new BotRunOptions { IdempotencyKey = "crm-row-17", Caller = "import" } },
            new BotEnqueueOptions { Delay = TimeSpan.FromHours(2), Priority = 9 },
            cancellationToken);
        #endregion

        Console.WriteLine($"{now} {later}");
    }

    public static async Task RefusedAsync(IBotManager manager, BotRequest request, CancellationToken cancellationToken)
    {
        #region snippet: enqueue-refused
        try
        {
            await manager.EnqueueAsync(request, cancellationToken: cancellationToken);
        }
        catch (BotRejectedException refused) when (refused.IsOutcomeUnknown)
        {
            Console.WriteLine($"Perhaps accepted, as {refused.ExecutionId}: look for it, or repeat the call with its idempotency key.");
        }
        catch (BotRejectedException refused)
        {
            Console.WriteLine($"{refused.Error.Code}, again after {refused.Error.RetryAfter}");
        }
        #endregion
    }

    public static async Task BatchAsync(IBotManager manager, IReadOnlyList<LeadInput> leads, CancellationToken cancellationToken)
    {
        #region snippet: enqueue-batch
        List<BotRequest> requests = [.. leads.Select(lead => new BotRequest("lead", lead))];
        IReadOnlyList<Guid> runs = await manager.EnqueueAsync(requests, cancellationToken: cancellationToken);
        #endregion

        Console.WriteLine(runs.Count);
    }

    public static async Task TransactionAsync(IBotManager manager, DbConnection connection, LeadInput input, CancellationToken cancellationToken)
    {
        #region snippet: enqueue-transaction
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "update customer set state = 'new' where email = 'ada@example.com'";
        await command.ExecuteNonQueryAsync(cancellationToken);
        await manager.EnqueueAsync(new BotRequest("lead", input), transaction, cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        #endregion
    }

    public static async Task OperateAsync(IBotManager manager, Guid executionId, CancellationToken cancellationToken)
    {
        #region snippet: queue-operate
        CancelOutcome outcome = await manager.CancelAsync(executionId, cancellationToken);
        Guid? again = await manager.ReplayAsync(executionId, cancellationToken: cancellationToken);
        Guid? corrected = await manager.ReplayAsync(
            executionId, """{"email":"ada@example.com","employees":120}"""u8.ToArray(), new BotRunOptions { Caller = "ada" }, cancellationToken);
        bool erased = await manager.EraseAsync(executionId, by: "ada", cancellationToken);
        WakeOutcome woken = await manager.WakeAsync(executionId, cancellationToken);
        #endregion

        Console.WriteLine($"{outcome} {again} {corrected} {erased} {woken}");
    }

    public static void Version(IBotKitBuilder bots)
    {
        #region snippet: payload-version
        bots.AddBot<LeadBot>("lead").PayloadVersion(2, (json, version) =>
        {
            if (version == 1 && json is JsonObject lead && lead.Remove("size", out var size))
            {
                lead["employees"] = size;
            }

            return json;
        });
        #endregion
    }
}
