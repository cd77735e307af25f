using BotKit.Ledger;
using CsCheck;

namespace BotKit.Scheduling.Tests.Queue;

/// <summary>Operators who pause, resume, cancel and enqueue while workers run, in any mix.</summary>
public sealed class RaceTests
{
    private enum Deed
    {
        Enqueue,
        Delay,
        Cancel,
        Pause,
        Resume,
        Pass,
    }

    [Fact]
    public void Queue_AnyMixOfDeeds_EveryRunEndsOnceAndNothingIsLost()
        => Gen.Select(Gen.Int[1, 6], Gen.Select(Gen.Enum<Deed>(), Gen.Int[0, 30]).List[1, 40])
            .Sample((workers, deeds) => CheckAsync(workers, deeds).GetAwaiter().GetResult(), iter: 40, threads: 2);

    private static async Task<bool> CheckAsync(int workers, List<(Deed Deed, int Number)> deeds)
    {
        await using var host = new QueueHost(it => it.Workers = workers);
        host.Work.Does = static async (it, token) =>
        {
            for (var i = 0; i < it.Number; i++)
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
            }

            return it.Number;
        };
        List<Guid> runs = [];
        HashSet<Guid> canceled = [];
        foreach (var (deed, number) in deeds)
        {
            switch (deed)
            {
                case Deed.Enqueue:
                    runs.Add(await host.EnqueueAsync(number));
                    break;
                case Deed.Delay:
                    runs.Add(await host.EnqueueAsync(number, when: new() { Delay = TimeSpan.FromMilliseconds(number * 100), Priority = number % 10 }));
                    break;
                case Deed.Cancel when runs.Count > 0:
                    var run = runs[number % runs.Count];
                    if (await host.Manager.CancelAsync(run) == CancelOutcome.Canceled)
                    {
                        canceled.Add(run);
                    }

                    break;
                case Deed.Pause:
                    await host.Manager.PauseAsync("work", "test", "ada");
                    break;
                case Deed.Resume:
                    await host.Manager.ResumeAsync("work");
                    break;
                case Deed.Pass:
                    await host.Host.AdvanceAsync(TimeSpan.FromMilliseconds(number * 10));
                    break;
                default:
                    break;
            }
        }

        await host.Manager.ResumeAsync("work");
        foreach (var run in runs)
        {
            var ended = await host.PassUntilEndedAsync(run);
            var starts = host.Work.Runs.Count(it => it.ExecutionId == run);
            var isRight = ended.Status switch
            {
                BotStatus.Succeeded => starts == 1,
                BotStatus.Canceled => starts <= 1,
                _ => false,
            };
            if (!isRight || ended.Lost > 0 || ended.Deliveries > 1 || (canceled.Contains(run) && starts > 0))
            {
                return false;
            }
        }

        return host.Work.Runs.Count <= runs.Count && host.Work.MostAtOnce <= workers;
    }
}
