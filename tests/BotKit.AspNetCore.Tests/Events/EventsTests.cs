using System.Net;
using BotKit.AspNetCore.Events;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Events;

public sealed class EventsTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Stream_SaysWhatItIs()
    {
        await using var host = await ApiHost.StartAsync();

        using var events = await EventReader.OpenAsync(host.Client);

        events.Answer.Content.Headers.ContentType!.ToString().Should().Be("text/event-stream");
        events.Answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        events.Answer.Headers.GetValues("X-Accel-Buffering").Should().Equal("no");
        events.LastId.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task QueuedRun_IsToldFromItsAcceptanceToItsEnd()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        using var events = await EventReader.OpenAsync(host.Client);
        host.Work.WaitForRelease();
        var id = await host.Manager.EnqueueAsync(new BotRequest("scripted", new ScriptedInput("very private")));

        var accepted = await NextAsync(host, events);
        var work = host.Worker.WorkAsync(host);
        await host.Work.StartedAsync();
        var started = await NextAsync(host, events);
        host.Work.Release();
        await work;
        var ended = await NextAsync(host, events);

        new[] { accepted, started, ended }.Select(happened => happened.Name).Should().Equal("run.accepted", "run.started", "run.ended");
        new[] { accepted, started, ended }.Should().AllSatisfy(happened => happened.Data.GetProperty("executionId").GetGuid().Should().Be(id));
        accepted.Data.Text("state").Should().Be("Queued");
        ended.Data.Text("status").Should().Be("Succeeded");
        ended.Data.GetRawText().Should().NotContain("private");
    }

    [Fact]
    public async Task DirectRun_IsToldWhenItHasEnded()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client);

        var result = await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")));

        var ended = await NextAsync(host, events);
        ended.Name.Should().Be("run.ended");
        ended.Data.GetProperty("executionId").GetGuid().Should().Be(result.ExecutionId);
        ended.Data.Text("trigger").Should().Be("Code");
    }

    [Fact]
    public async Task WhatHappenedBefore_IsNotTold()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("before")));
        using var events = await EventReader.OpenAsync(host.Client);

        var result = await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("after")));

        (await NextAsync(host, events)).Data.GetProperty("executionId").GetGuid().Should().Be(result.ExecutionId);
    }

    [Fact]
    public async Task Burst_IsToldWholeToWhoReads()
    {
        await using var host = await ApiHost.StartAsync(TestWorker.Options);
        using var events = await EventReader.OpenAsync(host.Client);
        var ids = await host.Manager.EnqueueAsync([.. Enumerable.Range(0, 900).Select(static _ => new BotRequest("scripted", new ScriptedInput()))]);

        var told = new List<Guid>();
        while (told.Count < ids.Count)
        {
            var happened = await NextAsync(host, events);
            happened.Name.Should().Be("run.accepted");
            told.Add(happened.Data.GetProperty("executionId").GetGuid());
        }

        told.Should().BeEquivalentTo(ids);
    }

    [Fact]
    public async Task PauseAndResume_ChangeABot()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client);

        await host.Manager.PauseAsync("echo", "maintenance", "me");
        var paused = await NextAsync(host, events);
        await host.Manager.ResumeAsync("echo");
        var resumed = await NextAsync(host, events);

        paused.Name.Should().Be("bot.changed");
        paused.Data.Text("bot").Should().Be("echo");
        paused.Data.GetProperty("state").GetProperty("pause").Text("reason").Should().Be("maintenance");
        resumed.Data.GetProperty("state").GetProperty("paused").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task AlertAndItsAcknowledgement_AreTold()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client);
        var now = host.Clock.GetUtcNow();

        var alerts = host.Services.GetRequiredService<IBotAlertStore>();
        var alert = new BotAlert(Guid.CreateVersion7(now), "echo", "disk_full", BotSeverity.Critical, "The disk is full.", null, now, now, 1, 0);
        await alerts.SaveAsync(alert, default);
        var raised = await NextAsync(host, events);
        await alerts.AcknowledgeAsync(alert.Id, "ann", null, default);
        var acknowledged = await NextAsync(host, events);

        raised.Name.Should().Be("alert.raised");
        raised.Data.Text("code").Should().Be("disk_full");
        acknowledged.Name.Should().Be("alert.acknowledged");
        acknowledged.Data.GetProperty("acknowledgement").Text("by").Should().Be("ann");
    }

    [Fact]
    public async Task OneBot_CanBeListenedTo()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client, "?bot=echo");
        await host.Manager.RunAsync(new BotRequest("scripted", new ScriptedInput()));

        var result = await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")));

        (await NextAsync(host, events)).Data.GetProperty("executionId").GetGuid().Should().Be(result.ExecutionId);
    }

    [Fact]
    public async Task WhoComesBack_MissesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var events = await EventReader.OpenAsync(host.Client);
        var last = events.LastId;
        events.Dispose();
        using var other = await EventReader.OpenAsync(host.Client);
        var first = await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("one")));
        await NextAsync(host, other);

        using var again = await EventReader.OpenAsync(host.Client, lastId: last);
        var missed = await NextAsync(host, again);
        var second = await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("two")));
        var next = await NextAsync(host, again);

        missed.Data.GetProperty("executionId").GetGuid().Should().Be(first.ExecutionId);
        next.Data.GetProperty("executionId").GetGuid().Should().Be(second.ExecutionId);
        again.LastId.Should().Be(next.Id);
    }

    [Theory]
    [InlineData("00000000-7")]
    [InlineData("x")]
    public async Task WhoComesBackTooLate_IsToldOfTheGap(string last)
    {
        await using var host = await ApiHost.StartAsync();

        using var events = await EventReader.OpenAsync(host.Client, lastId: last);

        (await NextAsync(host, events)).Name.Should().Be("gap");
    }

    [Fact]
    public async Task AfterAMinuteAlone_ThereIsAGap()
    {
        await using var host = await ApiHost.StartAsync();
        var events = await EventReader.OpenAsync(host.Client);
        var last = events.LastId;
        events.Dispose();
        var feed = host.Services.GetRequiredService<EventFeed>();
        await host.AdvanceUntil(UntilAsync(() => feed.Listeners == 0), Step);
        for (var second = 0; second < 90; second++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await host.AdvanceUntil(UntilAsync(() => !host.Services.GetRequiredService<EventWatch>().IsWatching), Step);
        using var again = await EventReader.OpenAsync(host.Client, lastId: last);

        (await NextAsync(host, again)).Name.Should().Be("gap");
    }

    [Fact]
    public async Task Silence_HasHeartbeats()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client);
        var next = events.NextAsync();

        // In small steps: the stream's own end, a quarter of an hour away, must not come before the reader has had its turn.
        await host.AdvanceUntil(UntilAsync(() => events.Comments >= 2), Step);

        next.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Stream_EndsAfterAQuarterOfAnHour()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client);

        var end = await host.AdvanceUntil(events.NextAsync(), TimeSpan.FromSeconds(1));

        end.Should().BeNull();
    }

    [Fact]
    public async Task Stop_OfTheHost_EndsTheStream()
    {
        await using var host = await ApiHost.StartAsync();
        using var events = await EventReader.OpenAsync(host.Client);
        var next = events.NextAsync();

        await host.StopAsync();

        (await next).Should().BeNull();
    }

    [Fact]
    public async Task TooManyListeners_AreRefused()
    {
        await using var host = await ApiHost.StartAsync(new() { Api = api => api.MaxListeners = 1 });
        using var events = await EventReader.OpenAsync(host.Client);

        using var answer = await host.Client.ReadAsync("/events");

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.TooManyListeners);
        answer.RetryAfter().Should().BePositive();
    }

    [Fact]
    public async Task OneCaller_ListensTenTimesAtMost()
    {
        await using var host = await ApiHost.StartAsync();
        var streams = new List<EventReader>();
        for (var i = 0; i < 10; i++)
        {
            streams.Add(await EventReader.OpenAsync(host.Client));
        }

        using var refused = await host.Client.ReadAsync("/events");
        using var other = await EventReader.OpenAsync(host.As("otto+operator"));

        await refused.ShouldBeProblemAsync(429, BotErrorCodes.TooManyListeners);
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task StoreThatFails_IsAProblemAndNoStream()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotAlertStore, BrokenAlerts>() });

        using var answer = await host.Client.ReadAsync("/events");

        (await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable)).GetRawText().Should().NotContain("db-7");
        host.Services.GetRequiredService<EventFeed>().Listeners.Should().Be(0);
    }

    [Fact]
    public async Task Head_DoesNotListen()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, ApiHost.Prefix + "/events");

        using var answer = await host.Client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        host.Services.GetRequiredService<EventFeed>().Listeners.Should().Be(0);
    }

    private static async Task<ServerEvent> NextAsync(ApiHost host, EventReader events)
        => (await host.AdvanceUntil(events.NextAsync(), Step))!;

    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }

        return true;
    }

    private sealed class BrokenAlerts : IBotAlertStore
    {
        public ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken) => throw new BotStoreException("db-7 is gone");

        public ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken) => throw new BotStoreException("db-7 is gone");

        public ValueTask<IReadOnlyList<BotAlert>> ListAsync(BotAlertQuery query, CancellationToken cancellationToken) => throw new BotStoreException("db-7 is gone");

        public ValueTask<BotAlertRaised> RaiseAsync(BotAlert alert, TimeSpan window, CancellationToken cancellationToken)
            => throw new BotStoreException("db-7 is gone");

        public ValueTask<BotAlert?> FindAsync(Guid id, CancellationToken cancellationToken) => throw new BotStoreException("db-7 is gone");

        public ValueTask<BotAlert?> AcknowledgeAsync(Guid id, string by, string? note, CancellationToken cancellationToken)
            => throw new BotStoreException("db-7 is gone");

        public ValueTask<bool> TryEscalateAsync(Guid id, int level, CancellationToken cancellationToken) => throw new BotStoreException("db-7 is gone");
    }
}
