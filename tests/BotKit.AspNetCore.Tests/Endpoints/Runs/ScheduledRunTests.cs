using BotKit.AspNetCore.Tests.Events;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Runs of schedules, as callers see them.</summary>
public sealed class ScheduledRunTests
{
    [Fact]
    public async Task RunOfASchedule_SaysWhichAndForWhen()
    {
        await using var host = await ApiHost.StartAsync();
        var due = host.Clock.GetUtcNow().AddMinutes(-1);
        var id = await EnqueueAsync(host, "nightly", due);

        var run = await host.Client.ReadJsonAsync("/runs/" + id);
        var row = (await host.Client.ReadJsonAsync("/runs")).GetProperty("runs")[0];

        foreach (var body in new[] { run, row })
        {
            body.Text("schedule").Should().Be("nightly");
            body.GetProperty("scheduledFor").GetDateTimeOffset().Should().Be(due);
        }
    }

    [Fact]
    public async Task RunStartedByHand_HasTheScheduleAndNoInstant()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await EnqueueAsync(host, "nightly", null);

        var run = await host.Client.ReadJsonAsync("/runs/" + id);

        run.Text("schedule").Should().Be("nightly");
        run.Has("scheduledFor").Should().BeFalse();
    }

    [Fact]
    public async Task Runs_CanBeThoseOfASchedule()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")));
        await EnqueueAsync(host, "hourly", null);
        var id = await EnqueueAsync(host, "nightly", null);

        var runs = (await host.Client.ReadJsonAsync("/runs?schedule=nightly")).GetProperty("runs");

        runs.EnumerateArray().Should().ContainSingle().Which.GetProperty("executionId").GetGuid().Should().Be(id);
    }

    [Fact]
    public async Task Events_NameTheSchedule()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client);
        await EnqueueAsync(host, "nightly", host.Clock.GetUtcNow());

        var told = await host.AdvanceUntil(events.NextAsync(), TimeSpan.FromMilliseconds(100));

        told!.Name.Should().Be("run.accepted");
        told.Data.Text("schedule").Should().Be("nightly");
    }

    private static async Task<Guid> EnqueueAsync(ApiHost host, string schedule, DateTimeOffset? due)
    {
        var run = new RunSubmission
        {
            ExecutionId = Guid.CreateVersion7(host.Clock.GetUtcNow()),
            Bot = "echo",
            Trigger = BotTrigger.Schedule,
            Input = """{"text":"hello"}"""u8.ToArray(),
            Origin = new RunOrigin { Schedule = schedule, ScheduledFor = due },
        };
        await host.Queue.EnqueueAsync([run], default);
        return run.ExecutionId;
    }
}
