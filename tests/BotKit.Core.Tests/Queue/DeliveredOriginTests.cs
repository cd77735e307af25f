using BotKit.Core.Tests.Diagnostics;
using BotKit.Core.Tests.Scripted;
using BotKit.Diagnostics;
using BotKit.Ledger;

namespace BotKit.Core.Tests.Queue;

/// <summary>Where a queued run says that it came from, and in which trace it was run.</summary>
public class DeliveredOriginTests
{
    private static readonly Guid Parent = Guid.Parse("019b8d5e-0000-7000-8000-000000000001");
    private static readonly Guid Root = Guid.Parse("019b8d5e-0000-7000-8000-000000000002");

    [Fact]
    public async Task Deliver_RunBelowAnother_KnowsItAndHandsItDown()
    {
        var seen = new List<(Guid? Parent, Guid Root, bool IsDryRun)>();
        Guid id = default;
        await using var host = QueueHost.Of(async (input, context, _) =>
        {
            seen.Add((context.ParentId, context.RootId, context.IsDryRun));
            if (input == "go")
            {
                id = context.ExecutionId;
                await context.RunAsync(Hosts.Bot, "child");
            }

            return "done";
        });
        await host.Store.EnqueueAsync([Submission(new() { ParentId = Parent, RootId = Root }) with { IsDryRun = true }], default);

        await host.WorkAsync();

        seen.Should().Equal((Parent, Root, true), (id, Root, true));
        (await host.FindAsync(id)).Origin.Should().Be(new RunOrigin { ParentId = Parent, RootId = Root });
    }

    [Fact]
    public async Task Deliver_RunBelowNone_IsItsOwnRoot()
    {
        (Guid? Parent, Guid Root) seen = default;
        await using var host = QueueHost.Of((_, context, _) =>
        {
            seen = (context.ParentId, context.RootId);
            return new("done");
        });
        var id = await host.EnqueueAsync(options: new() { Caller = "ann" });

        await host.WorkAsync();

        seen.Should().Be((null, id));
    }

    [Fact]
    public async Task Deliver_Traced_KeepsItsTraceApartFromItsOrigin()
    {
        using var spans = new Spans();
        await using var host = QueueHost.Of(Script.Returning());
        var id = await host.EnqueueAsync();

        await host.WorkAsync();

        var run = await host.FindAsync(id);
        run.TraceId.Should().Be(spans.Ended.Single(it => it.OperationName == "run scripted").TraceId.ToHexString());
        run.Origin!.TraceParent.Should().Contain(spans.Root.TraceId.ToHexString());
    }

    private static RunSubmission Submission(RunOrigin origin) => new()
    {
        ExecutionId = ExecutionIds.Create(DateTimeOffset.UnixEpoch),
        Bot = Hosts.Bot,
        Trigger = BotTrigger.Queue,
        Input = "\"go\""u8.ToArray(),
        Origin = origin,
    };
}
