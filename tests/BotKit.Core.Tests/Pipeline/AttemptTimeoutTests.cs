using BotKit.Core.Tests.Scripted;
using BotKit.Testing;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>The end of one attempt's time.</summary>
public class AttemptTimeoutTests
{
    [Fact]
    public async Task RunAsync_CancellationCallbackOfAnAttemptThrows_IsLoggedAndTheAttemptTimesOut()
    {
        await using var host = Hosts.Of(
            async (_, _, cancellationToken) =>
            {
                // Not disposed: the delay's end could dispose it before it is called.
                cancellationToken.Register(() => throw new InvalidOperationException());
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return "never";
            },
            options =>
            {
                options.AttemptTimeout = TimeSpan.FromSeconds(2);
                options.Retry.MaxRetries = 0;
            });

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));

        (await run).Status.Should().Be(BotStatus.TimedOut);

        // It throws once everything that was registered has been called, the run's own end among it.
        await Wait.UntilAsync(() => host.Logs.Any(static entry => entry.EventId.Id == 1015));
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1015).Which.Exception.Should().BeOfType<AggregateException>();
    }
}
