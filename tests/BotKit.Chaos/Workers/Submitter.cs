using BotKit.Chaos.History;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Chaos.Workers;

/// <summary>
/// Submits the numbers of its slot. After a restart it goes on behind the last one that its history tells of; what was not
/// acknowledged is submitted again where it has a key, and left in the open where it has none.
/// </summary>
internal sealed class Submitter(WorkerArguments arguments, HistoryFile history, IServiceProvider services)
{
    private const int Lanes = 4;

    private readonly ChaosOptions _options = arguments.Options;
    private readonly IBotManager _manager = services.GetRequiredService<IBotManager>();
    private int _next;

    public async Task RunAsync(CancellationToken stop)
    {
        var lines = HistoryFile.Read(history.Path).Where(line => line.N % _options.Workers == arguments.Slot).ToList();
        if (lines.Count == 0)
        {
            await ParkAsync(stop);
        }

        var known = lines.Where(line => line.Kind is HistoryKind.Acknowledged or HistoryKind.Canceled).Select(line => line.N).ToHashSet();
        var open = lines.Where(line => line.Kind == HistoryKind.Attempt && !known.Contains(line.N)).Select(line => line.N).Distinct();
        foreach (var n in open.Where(n => Submission.Of(n, _options).Key is not null).ToList())
        {
            await SubmitAsync(Submission.Of(n, _options), stop);
        }

        var last = lines.Where(line => line.Kind == HistoryKind.Attempt).Select(line => line.N).DefaultIfEmpty(arguments.Slot - _options.Workers).Max();
        _next = last;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(() => GoOnAsync(stop), stop)));
        history.Write(new HistoryLine(HistoryKind.Done, HistoryFile.Now, arguments.Slot));
    }

    private async Task GoOnAsync(CancellationToken stop)
    {
        while (true)
        {
            var n = Interlocked.Add(ref _next, _options.Workers);
            if (n >= _options.Runs)
            {
                return;
            }

            await SubmitAsync(Submission.Of(n, _options), stop);
            await Task.Delay(TimeSpan.FromMilliseconds(arguments.Pace * Lanes), TimeProvider.System, stop);
        }
    }

    private async Task SubmitAsync(Submission submission, CancellationToken stop)
    {
        if (submission.Key is null || submission.N % 3 != 0)
        {
            await SubmitOnceAsync(submission, stop);
        }
        else
        {
            // The same key three times at once, and once with another input (I9).
            await Task.WhenAll(SubmitOnceAsync(submission, stop), SubmitOnceAsync(submission, stop), SubmitOnceAsync(submission, stop));
            await ConflictAsync(submission, stop);
        }
    }

    private async Task SubmitOnceAsync(Submission submission, CancellationToken stop)
    {
        while (true)
        {
            history.Write(Line(HistoryKind.Attempt, submission.N, text: submission.Key ?? "-"));
            try
            {
                var id = await EnqueueAsync(submission, submission.Work);
                history.Write(Line(HistoryKind.Acknowledged, submission.N, id, submission.Key ?? "-"));
                if (submission.IsCanceled)
                {
                    history.Write(Line(HistoryKind.Canceled, submission.N, id, "asked"));
                    var outcome = await _manager.CancelAsync(id, CancellationToken.None);
                    history.Write(Line(HistoryKind.Canceled, submission.N, id, outcome.ToString()));
                }

                return;
            }
            catch (BotRejectedException exception)
            {
                history.Write(Line(HistoryKind.Refused, submission.N, exception.ExecutionId, exception.Error.Code));
                if (exception.IsOutcomeUnknown && submission.Key is null)
                {
                    return;
                }
            }
            catch (BotStoreException)
            {
                // A cancel that the store could not take: the run goes on.
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }
    }

    private async Task ConflictAsync(Submission submission, CancellationToken stop)
    {
        try
        {
            await EnqueueAsync(submission, submission.Work with { N = submission.N + Submission.Conflicting });
        }
        catch (BotRejectedException) when (!stop.IsCancellationRequested)
        {
            // As it must.
        }
    }

    private ValueTask<Guid> EnqueueAsync(Submission submission, Work work)
        => _manager.EnqueueAsync(
            new BotRequest(submission.Bot, work) { Options = submission.Key is null ? null : new BotRunOptions { IdempotencyKey = submission.Key } },
            new BotEnqueueOptions { Delay = submission.Delay, Priority = submission.Priority },
            CancellationToken.None);

    // Runs that nobody here can do: they must wait, whatever happens (I28).
    private async Task ParkAsync(CancellationToken stop)
    {
        var queue = services.GetRequiredService<IBotQueueStore>();
        RunSubmission Parked(string bot, int version) => new()
        {
            ExecutionId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            Bot = bot,
            Trigger = BotTrigger.Queue,
            Input = "{}"u8.ToArray(),
            PayloadVersion = version,
        };
        var runs = new[] { Parked(Bots.Unknown, 1), Parked(Bots.Work, Bots.NewerPayload) };
        foreach (var result in await queue.EnqueueAsync(runs, stop))
        {
            history.Write(Line(HistoryKind.Acknowledged, -1, result.ExecutionId, "parked"));
        }
    }

    private static HistoryLine Line(HistoryKind kind, int n, Guid id = default, string text = "-")
        => new(kind, HistoryFile.Now, n, id, Process: Environment.ProcessId, Text: text);
}
