using BotKit.Execution;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Scheduling.Tests.Hosting;

public sealed class LifecycleOrderTests
{
    private readonly List<string> _did = [];

    [Fact]
    public async Task Driver_AnyOrderOfRegistration_StartsByStageAndDrainsTheOtherWayRound()
    {
        IBotLifecycle[] parts =
        [
            new Part(BotLifecycleStage.Worker, _did), new Part(BotLifecycleStage.Service, _did), new Part(BotLifecycleStage.Store, _did),
            new Part(BotLifecycleStage.Node, _did),
        ];
        await using var driver = new LifecycleDriver(parts, NullLogger.Instance);

        await driver.StartAsync(default);
        _did.Should().Equal("start Store", "start Node", "start Service", "start Worker");
        _did.Clear();
        await driver.DrainAsync(default);

        _did.Should().Equal("drain Worker", "drain Service", "drain Node", "drain Store");
    }

    private sealed class Part(BotLifecycleStage stage, List<string> did) : IBotLifecycle
    {
        public BotLifecycleStage Stage => stage;

        public ValueTask StartAsync(CancellationToken cancellationToken)
        {
            did.Add($"start {stage}");
            return ValueTask.CompletedTask;
        }

        public ValueTask DrainAsync(CancellationToken cancellationToken)
        {
            did.Add($"drain {stage}");
            return ValueTask.CompletedTask;
        }
    }
}
