using BotKit;
using BotKit.Diagnostics;
using BotKit.Ledger;

namespace Studio.Ledger;

public static class LedgerCalls
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: ledger-options
        services.Configure<InMemoryLedgerOptions>(options => options.MaxRuns = 50_000);
        services.Configure<LogCaptureOptions>(options => options.MaxRows = 200);
        #endregion
    }

    public static async Task ReadAsync(IBotLedger ledger, IBotLogStore logs, CancellationToken cancellationToken)
    {
        #region snippet: ledger-query
        var page = await ledger.ListAsync(new RunQuery { Bot = "lead", Status = BotStatus.Failed, Count = 50 }, cancellationToken);
        foreach (var run in page)
        {
            Console.WriteLine($"{run.StartedAt:O} {run.ExecutionId} {run.Error!.Code}");
            foreach (var part in await logs.ReadAsync(run.ExecutionId, cancellationToken))
            {
                foreach (var row in part.Rows)
                {
                    Console.WriteLine($"  {row.Level} {row.Message}");
                }
            }
        }

        var nextPage = await ledger.ListAsync(
            new RunQuery { Bot = "lead", Status = BotStatus.Failed, Before = page[^1].ExecutionId }, cancellationToken);
        #endregion

        Console.WriteLine(nextPage.Count);
    }
}
