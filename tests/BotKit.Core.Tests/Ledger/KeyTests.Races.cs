using BotKit.Ledger;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

public partial class KeyTests
{
    [Fact]
    public async Task Claim_ByManyAtOnce_ExactlyOneWins()
        => await Gen.Int[2, 40].SampleAsync(
            async claimants =>
            {
                var ledger = Ledger();
                var ids = Enumerable.Range(0, claimants).Select(_ => Runs.NewId()).ToArray();

                var claims = await Task.WhenAll(ids.Select(id => Task.Run(() => Claim(ledger, id))));

                var winner = claims.Should().ContainSingle(c => c.Outcome == KeyOutcome.Won).Subject;
                claims.Where(c => c != winner).Should().OnlyContain(c => c.Outcome == KeyOutcome.InFlight && c.ExecutionId == winner.ExecutionId);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public async Task Claim_AgainWhenFreed_OneRunAtATimeAndOneStoredOutcome()
        => await Gen.Select(Gen.Int[1, 8], Gen.Int[0, 5]).SampleAsync(
            async (callers, failures) =>
            {
                var ledger = Ledger();
                var running = 0;
                var runs = 0;

                async Task<StoredEnvelope> Call()
                {
                    while (true)
                    {
                        var id = Runs.NewId();
                        var claim = await Claim(ledger, id);
                        if (claim.Outcome == KeyOutcome.Stored)
                        {
                            return claim.Envelope!;
                        }

                        if (claim.Outcome == KeyOutcome.InFlight)
                        {
                            if (await Wait(ledger, claim.ExecutionId) is { } envelope)
                            {
                                return envelope;
                            }

                            continue;
                        }

                        Interlocked.Increment(ref running).Should().Be(1);
                        await Task.Yield();
                        var run = Interlocked.Increment(ref runs);
                        Interlocked.Decrement(ref running);
                        if (run > failures)
                        {
                            return await Complete(ledger, id);
                        }

                        ledger.End(id, null);
                    }
                }

                var envelopes = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(Call)));

                envelopes.Distinct().Should().ContainSingle();
                runs.Should().Be(failures + 1);
            },
            iter: 200,
            threads: 1);
}
