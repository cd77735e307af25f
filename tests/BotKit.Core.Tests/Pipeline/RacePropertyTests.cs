using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using CsCheck;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Limits and circuit hold while callers race on real threads.</summary>
public class RacePropertyTests
{
    [Fact]
    public async Task RunAsync_RacingCallers_NeverRunMoreThanTheLimit()
        => await Gen.Select(Gen.Int[1, 6], Gen.Int[1, 40], Gen.Int[0, 3].Array[1, 40]).SampleAsync(
            async sample =>
            {
                var (limit, callers, yields) = sample;
                var now = 0;
                var most = 0;
                var number = 0;
                await using var host = Hosts.Of(
                    async (_, _, _) =>
                    {
                        var running = Interlocked.Increment(ref now);
                        for (var seen = Volatile.Read(ref most); running > seen; seen = Volatile.Read(ref most))
                        {
                            Interlocked.CompareExchange(ref most, running, seen);
                        }

                        for (var i = yields[Interlocked.Increment(ref number) % yields.Length]; i > 0; i--)
                        {
                            await Task.Yield();
                        }

                        Interlocked.Decrement(ref now);
                        return "done";
                    },
                    options => options.MaxConcurrency = limit);
                var bot = host.Bot();

                var results = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () => await bot.RunAsync("go"))));

                var succeeded = results.Count(result => result.Success);
                return most <= limit
                    && host.State.Running == 0
                    && succeeded > 0
                    && results.Where(result => !result.Success).All(result => result.Error!.Code == BotErrorCodes.ConcurrencyLimited)
                    && host.Ledger.Runs.Count == succeeded
                    && host.Ledger.Refusals.Count == callers - succeeded;
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task RunAsync_RacingCallersOfAFailingBot_OpenTheCircuitAndSendOneProbeAtATime()
        => await Gen.Select(Gen.Int[1, 8], Gen.Int[2, 60], Gen.Bool).SampleAsync(
            async sample =>
            {
                var (threshold, callers, probeSucceeds) = sample;
                var fails = true;
                var now = 0;
                var overlapped = false;
                var calls = 0;
                await using var host = Hosts.Of(
                    async (_, _, _) =>
                    {
                        Interlocked.Increment(ref calls);
                        overlapped |= Interlocked.Increment(ref now) > 1;
                        await Task.Yield();
                        Interlocked.Decrement(ref now);
                        return fails ? throw Failures.Standard : "done";
                    },
                    options => options.Circuit.FailureThreshold = threshold);
                var bot = host.Bot();
                for (var i = 0; i < threshold; i++)
                {
                    await bot.RunAsync("go");
                }

                var before = calls;
                var whileOpen = await RaceAsync();
                var callsWhileOpen = calls - before;
                await host.AdvanceAsync(TimeSpan.FromSeconds(60));
                overlapped = false;
                fails = !probeSucceeds;
                await RaceAsync();

                return before == threshold
                    && callsWhileOpen == 0
                    && whileOpen.All(result => result.Error!.Code == BotErrorCodes.CircuitOpen)
                    && (probeSucceeds
                        ? host.State.Circuit == CircuitPosition.Closed
                        : calls == threshold + 1 && !overlapped && host.State.Circuit == CircuitPosition.Open);

                Task<BotResult<string>[]> RaceAsync()
                    => Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () => await bot.RunAsync("go"))));
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task RunAsync_RacingKeys_RunEachKeyOnce()
        => await Gen.Int[0, 4].Array[2, 40].SampleAsync(
            async keys =>
            {
                var script = new Script(async (input, _, _) =>
                {
                    await Task.Yield();
                    return input;
                });
                await using var host = Hosts.Of(script);
                var bot = host.Bot();

                var results = await Task.WhenAll(keys.Select(key => Task.Run(
                    async () => await bot.RunAsync($"input {key}", new BotRunOptions { IdempotencyKey = $"key {key}" }))));

                return script.Calls == keys.Distinct().Count()
                    && results.Zip(keys).All(pair => pair.First.Data == $"input {pair.Second}")
                    && results.Zip(keys).GroupBy(pair => pair.Second).All(group => group.Select(pair => pair.First.ExecutionId).Distinct().Count() == 1);
            },
            iter: 60,
            threads: 1);
}
