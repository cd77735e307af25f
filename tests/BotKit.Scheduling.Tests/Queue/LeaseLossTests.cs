using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Scheduling.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

public sealed class LeaseLossTests : IAsyncDisposable
{
    private readonly QueueHost _host;
    private LeasedNodes? _nodes;

    public LeaseLossTests() => _host = new QueueHost(
        options: static options => options.TotalTimeout = TimeSpan.FromHours(12),
        services: services => LeasedNodes.Add(services, it => _nodes = it));

    private NodeLease Lease => _host.Host.Services.GetRequiredService<NodeLease>();

    public ValueTask DisposeAsync()
    {
        _nodes?.IsAway = false;
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task Lost_CodeEndsWithSuccessAfterwards_IsDiscardedAndRunsAgain()
    {
        var gate = new TaskCompletionSource<int>();
        _host.Work.Does = (it, _) => it.Delivery == 1 ? new(gate.Task) : new(2);
        var id = await _host.EnqueueAsync();
        await _host.StartedAsync(1);

        await LoseAsync();
        gate.SetResult(1);
        await AdvanceUntilAsync(() => _host.Work.Runs.Count == 2);
        var run = await _host.EndedAsync(id);

        run.Status.Should().Be(BotStatus.Succeeded);
        run.Output.ToArray().Should().Equal("2"u8.ToArray(), "the first hand-out had lost its lease");
        run.Lost.Should().Be(1);
        run.Deliveries.Should().Be(2);
    }

    [Fact]
    public async Task Lost_CodeHonoursItsToken_IsCanceledBeforeAnotherNodeMayStartIt()
    {
        var canceled = false;
        _host.Work.Does = async (it, token) =>
        {
            if (it.Delivery == 1)
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                }
                finally
                {
                    canceled = true;
                }
            }

            return 0;
        };
        var id = await _host.EnqueueAsync();
        await _host.StartedAsync(1);

        await LoseAsync();
        await Eventually.TrueAsync(() => canceled, "the loss cancels it");
        (await _host.FindAsync(id)).State.Should().Be(RunState.Running, "it is left to recovery");
        await AdvanceUntilAsync(() => _host.Work.Runs.Count == 2);

        (await _host.EndedAsync(id)).Status.Should().Be(BotStatus.Succeeded, "a loss is never an outcome");
    }

    [Fact]
    public async Task Lost_AsOftenAsItMay_EndsDead()
    {
        _host.Work.Does = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        };
        var id = await _host.EnqueueAsync();
        for (var i = 1; i <= 3; i++)
        {
            await AdvanceUntilAsync(() => _host.Work.Runs.Count == i);
            await LoseAsync();
        }

        await AdvanceUntilAsync(() => _host.FindAsync(id).GetAwaiter().GetResult().State == RunState.Ended);

        var run = await _host.FindAsync(id);
        run.Status.Should().Be(BotStatus.Dead);
        run.Error!.Code.Should().Be(BotErrorCodes.LostTooOften);
        _host.Work.Runs.Should().HaveCount(3);
    }

    [Fact]
    public async Task Cancel_AskedForElsewhere_ArrivesWithABeat()
    {
        _host.Work.Does = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        };
        var id = await _host.EnqueueAsync();
        await _host.StartedAsync(1);

        // As another node does: it only writes the request.
        await _host.Store.CancelAsync(id, default);
        await AdvanceUntilAsync(() => _host.FindAsync(id).GetAwaiter().GetResult().State == RunState.Ended);

        (await _host.FindAsync(id)).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task Cancel_OfADirectRunOnANodeWithoutAWorker_ArrivesWithABeat()
    {
        LeasedNodes? nodes = null;
        await using var host = new QueueHost(static it => it.RunQueue = false, services: services => LeasedNodes.Add(services, it => nodes = it));
        host.Work.Does = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        };
        var run = host.Manager.RunAsync(new BotRequest("work", new WorkInput(1)) { Options = new() { Durable = true } }).AsTask();
        await host.StartedAsync(1);

        await host.Store.CancelAsync(host.Work.Runs[0].ExecutionId, default);
        await AdvanceUntilAsync(host, () => run.IsCompleted);

        (await run).Error!.Code.Should().Be(BotErrorCodes.CanceledByOperator);
    }

    [Fact]
    public async Task Health_LeaseLost_SaysSoUntilItIsHeldAgain()
    {
        await _host.EndedAsync(await _host.EnqueueAsync());
        (await _host.HealthAsync()).Reason.Should().BeNull();

        await LoseAsync(comesBack: false);
        (await _host.HealthAsync()).Reason.Should().Contain("no lease");

        _nodes!.IsAway = false;
        await AdvanceUntilAsync(() => Lease.Current!.IsHeld);
        (await _host.HealthAsync()).Reason.Should().BeNull();
    }

    private async Task LoseAsync(bool comesBack = true)
    {
        var node = Lease.Current!;
        _nodes!.IsAway = true;
        await AdvanceUntilAsync(() => node.IsLost);
        _nodes.IsAway = !comesBack;
    }

    /// <summary>In steps that leave the lease's own threads time for what is due.</summary>
    private Task AdvanceUntilAsync(Func<bool> condition) => AdvanceUntilAsync(_host, condition);

    private static async Task AdvanceUntilAsync(QueueHost host, Func<bool> condition)
    {
        for (var steps = 0; !condition() && steps < 400; steps++)
        {
            await host.Host.AdvanceAsync(TimeSpan.FromMilliseconds(250));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await Eventually.TrueAsync(condition, "100 s have passed");
    }
}
