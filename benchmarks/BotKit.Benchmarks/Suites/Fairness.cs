using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Listening;
using BotKit.Benchmarks.Stages;
using BotKit.Benchmarks.Work;

namespace BotKit.Benchmarks.Suites;

/// <summary>Before anything is timed: all contestants do the same work, refuse the same input and tell the listeners about each call.</summary>
internal static class Fairness
{
    public static async Task CheckAsync(Contestants contestants, Listeners? listeners)
    {
        var expected = (LeadScore)contestants.Direct();
        foreach (var envelope in new[]
        {
            await Heard("hand-written", contestants.HandWritten, listeners, () => contestants.Peers.Messages).ConfigureAwait(false),
            await Heard("hand-written with Polly's outcomes", contestants.Tuned, listeners, () => contestants.Peers.Messages).ConfigureAwait(false),
            await Heard("Mediator", contestants.Mediator, listeners, () => contestants.Peers.Messages).ConfigureAwait(false),
        })
        {
            Expect(envelope is { Success: true, Attempts: 1 } && envelope.ExecutionId != default && envelope.Data == expected, "a peer's answer");
        }

        foreach (BotResult result in new[]
        {
            await Heard("typed", contestants.Typed, listeners, () => contestants.Bots.Messages).ConfigureAwait(false),
            await Heard("by name", contestants.ByName, listeners, () => contestants.Bots.Messages).ConfigureAwait(false),
            await Heard("JSON", contestants.ByJson, listeners, () => contestants.Bots.Messages).ConfigureAwait(false),
        })
        {
            Expect(result is { Status: BotStatus.Succeeded, Attempts: 1 } && (LeadScore?)result.Data == expected, "a bot's answer");
        }

        foreach (var invalid in new Func<ValueTask<Envelope<LeadScore>>>[] { contestants.HandWrittenInvalid, contestants.TunedInvalid, contestants.MediatorInvalid })
        {
            Expect(await invalid().ConfigureAwait(false) is { Success: false, Data: null }, "a peer's answer to invalid input");
        }

        Expect((await contestants.TypedInvalid().ConfigureAwait(false)).Status == BotStatus.Invalid, "a bot's answer to invalid input");
    }

    /// <summary>Calls once and, where there are listeners, sees to it that they heard a span, two messages and at least two measurements.</summary>
    private static async Task<TResult> Heard<TResult>(string name, Func<ValueTask<TResult>> call, Listeners? listeners, Func<long> messages)
    {
        // The first call may start things, and say so.
        await call().ConfigureAwait(false);
        var (spans, measurements, lines) = (listeners?.Spans, listeners?.Measurements, messages());
        var result = await call().ConfigureAwait(false);
        Expect(
            listeners is null
                ? messages() == lines
                : listeners.Spans == spans + 1 && listeners.Measurements >= measurements + 2 && messages() == lines + 2,
            $"what the listeners heard of {name}");
        return result;
    }

    private static void Expect(bool isFair, string what)
    {
        if (!isFair)
        {
            throw new InvalidOperationException($"The comparison is not fair: {what} is not what it should be.");
        }
    }
}
