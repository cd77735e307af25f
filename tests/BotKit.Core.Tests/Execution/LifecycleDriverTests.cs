using BotKit.Core.Tests.Scripted;
using BotKit.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Core.Tests.Execution;

public class LifecycleDriverTests
{
    private readonly List<string> _trace = [];

    [Fact]
    public async Task StartAsync_Twice_StartsEachPartOnceInOrder()
    {
        var driver = Driver(new Part("a", _trace), new Part("b", _trace));

        await driver.StartAsync(TestContext.Current.CancellationToken);
        await driver.StartAsync(TestContext.Current.CancellationToken);

        _trace.Should().Equal("start a", "start b");
    }

    [Fact]
    public async Task DrainAsync_Twice_DrainsEachPartOnceInReverse()
    {
        var driver = Driver(new Part("a", _trace), new Part("b", _trace));
        await driver.StartAsync(TestContext.Current.CancellationToken);
        _trace.Clear();

        await driver.DrainAsync(TestContext.Current.CancellationToken);
        await driver.DisposeAsync();

        _trace.Should().Equal("drain b", "drain a");
    }

    [Fact]
    public async Task DrainAsync_NotStarted_DoesNothing()
    {
        await Driver(new Part("a", _trace)).DrainAsync(TestContext.Current.CancellationToken);

        _trace.Should().BeEmpty();
    }

    [Fact]
    public async Task DrainAsync_OnePartFails_DrainsTheOthers()
    {
        var driver = Driver(new Part("a", _trace), new Part("b", _trace) { Fails = true });
        await driver.StartAsync(TestContext.Current.CancellationToken);

        await driver.DrainAsync(TestContext.Current.CancellationToken);

        _trace.Should().Equal("start a", "start b", "drain b", "drain a");
    }

    [Fact]
    public async Task Host_FirstUseAndDisposal_StartAndDrainTheParts()
    {
        var host = Hosts.Of(Script.Returning(), services: services => services.AddSingleton<IBotLifecycle>(new Part("a", _trace) { Fails = true }));
        var before = _trace.Count;
        await host.RunManyAsync(2);
        var started = _trace.ToArray();
        await host.DisposeAsync();

        before.Should().Be(0);
        started.Should().Equal("start a");
        _trace.Should().Equal("start a", "drain a");
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1025).Which.Values["Part"].Should().Be(typeof(Part));
    }

    private static LifecycleDriver Driver(params Part[] parts) => new(parts, NullLogger.Instance);

    private sealed class Part(string name, List<string> trace) : IBotLifecycle
    {
        public bool Fails { get; init; }

        public ValueTask StartAsync(CancellationToken cancellationToken)
        {
            trace.Add("start " + name);
            return ValueTask.CompletedTask;
        }

        public ValueTask DrainAsync(CancellationToken cancellationToken)
        {
            trace.Add("drain " + name);
            return Fails ? throw new InvalidOperationException() : ValueTask.CompletedTask;
        }
    }
}
