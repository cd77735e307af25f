using System.Globalization;
using System.Text;
using BotKit.Chaos.History;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Chaos.Workflows;

/// <summary>Queues the workflows of its slot, each under a key, and cancels some of them; a successor goes on where the history ends.</summary>
internal sealed class WorkflowSubmitter(WorkflowWorkerArguments arguments, HistoryFile history, IServiceProvider services)
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    private readonly WorkflowKillOptions _options = arguments.Options;
    private readonly IBotManager _manager = services.GetRequiredService<IBotManager>();

    public async Task RunAsync(CancellationToken stop)
    {
        var lines = HistoryFile.Read(history.Path).Where(line => line.N % _options.Workers == arguments.Slot).ToList();
        var known = lines.Where(line => line.Kind == HistoryKind.Acknowledged).ToDictionary(line => line.N, line => line.Id);
        var canceled = lines.Where(line => line.Kind == HistoryKind.Canceled).Select(line => line.N).ToHashSet();
        var cancels = known.Where(run => TestWorkflow.IsCanceled(run.Key) && !canceled.Contains(run.Key)).Select(run => CancelAsync(run.Key, run.Value, stop)).ToList();
        var pace = _options.Time / Math.Max(1, _options.Count) * _options.Workers * 0.5;
        for (var n = arguments.Slot; n < _options.Count; n += _options.Workers)
        {
            if (!known.ContainsKey(n) && await SubmitAsync(n, stop) is { } id)
            {
                if (TestWorkflow.IsCanceled(n))
                {
                    cancels.Add(CancelAsync(n, id, stop));
                }

                await Task.Delay(pace, TimeProvider.System, stop);
            }
        }

        await Task.WhenAll(cancels);
    }

    private async Task<Guid?> SubmitAsync(int n, CancellationToken stop)
    {
        var input = $$$"""
            {"operation":"start","workflow":"{{{TestWorkflow.Name}}}","input":{"n":{{{n}}},"wait":{{{TestWorkflow.WaitOf(n)}}},"fails":{{{(TestWorkflow.Fails(n) ? "true" : "false")}}}}}
            """;
        var request = BotRequest.FromJson(
            TestWorkflow.Bot, Encoding.UTF8.GetBytes(input), options: new BotRunOptions { IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"n-{n}") });
        while (true)
        {
            try
            {
                var id = await _manager.EnqueueAsync(request, cancellationToken: stop);
                history.Write(new HistoryLine(HistoryKind.Acknowledged, HistoryFile.Now, n, id));
                return id;
            }
            catch (BotRejectedException)
            {
                await Task.Delay(Again, TimeProvider.System, stop);
            }
        }
    }

    private async Task CancelAsync(int n, Guid id, CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(n * 131 % 4_000), TimeProvider.System, stop);
        while (true)
        {
            try
            {
                var outcome = await _manager.CancelAsync(id, stop);
                history.Write(new HistoryLine(HistoryKind.Canceled, HistoryFile.Now, n, id, Text: outcome.ToString()));
                return;
            }
            catch (BotStoreException)
            {
                await Task.Delay(Again, TimeProvider.System, stop);
            }
        }
    }
}
