using BotKit;

namespace Studio.Calling;

public static class BotCalls
{
    public static async Task RunAsync(IBotManager manager, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        #region snippet: run-by-name
        BotResult fromObject = await manager.RunAsync(new BotRequest("lead", new LeadInput("ada@example.com", 120)), cancellationToken);
        BotResult fromJson = await manager.RunAsync(BotRequest.FromJson("lead", body), cancellationToken);
        #endregion

        Console.WriteLine($"{fromObject.Status} {fromJson.Status}");
    }

    public static async Task DryRunAsync(IBot<LeadInput, LeadScore> lead, LeadInput input, CancellationToken cancellationToken)
    {
        #region snippet: run-options
        var result = await lead.RunAsync(input, new BotRunOptions { DryRun = true, Caller = "ada" }, cancellationToken);
        #endregion

        Console.WriteLine(result.Status);
    }

    public static async Task OnceAsync(IBot<LeadInput, LeadScore> lead, LeadInput input, CancellationToken cancellationToken)
    {
        #region snippet: idempotent-run
        var options = new BotRunOptions { IdempotencyKey = "crm-import-2026-11-23/row-17" };
        var first = await lead.RunAsync(input, options, cancellationToken);
        var second = await lead.RunAsync(input, options, cancellationToken);
        // second.IsReplayed is true, and second.ExecutionId equals first.ExecutionId: the bot ran once.
        #endregion

        Console.WriteLine(first.ExecutionId == second.ExecutionId);
    }

    public static async Task OperateAsync(IBotManager manager, Guid executionId, CancellationToken cancellationToken)
    {
        #region snippet: operate
        await manager.PauseAsync("lead", reason: "CRM maintenance", by: "ada", TimeSpan.FromHours(2), cancellationToken);
        await manager.ResumeAsync("lead", cancellationToken);

        await manager.IsolateAsync("lead", cancellationToken);
        await manager.ResetAsync("lead", cancellationToken);

        BotState state = manager.GetState("lead");
        CancelOutcome outcome = await manager.CancelAsync(executionId, cancellationToken);
        #endregion

        Console.WriteLine($"{state} {outcome}");
    }
}
