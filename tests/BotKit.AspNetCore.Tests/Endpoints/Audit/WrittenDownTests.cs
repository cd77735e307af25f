using System.Net;
using BotKit.Ledger;
using BotKit.State;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>What took effect is in the audit, whatever became of its call.</summary>
public sealed class WrittenDownTests
{
    [Theory]
    [InlineData("pause", "/pause", """{"reason":"fire"}""")]
    [InlineData("resume", "/resume", null)]
    [InlineData("isolate", "/circuit/isolate", null)]
    [InlineData("reset", "/circuit/reset", null)]
    public async Task CallerThatLeaves_IsWrittenDown(string action, string path, string? body)
    {
        using var caller = new LeavingCaller();
        var isWatched = false;
        await using var host = await ApiHost.StartAsync(new()
        {
            Before = caller.Watch,
            Services = services => services.AddSingleton<IBotStateStore>(new ScriptedStates(async token =>
            {
                if (isWatched)
                {
                    await caller.LeaveAsync();
                    token.ThrowIfCancellationRequested();
                }
            })),
        });
        await host.Manager.PauseAsync("echo", "before", "me");
        await (action == "isolate" ? host.Manager.ResetAsync("echo") : host.Manager.IsolateAsync("echo"));
        isWatched = true;

        await caller.CallAsync(host.Client, Answers.Post("/echo" + path, body));

        var entry = (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle().Subject;
        entry.Should().BeEquivalentTo(new { Action = action, By = "olga", Bot = "echo", Note = body is null ? null : "fire" });
    }

    [Theory]
    [InlineData("pause", "/pause", """{"reason":"fire"}""", "fire (not stored: of this node only)")]
    [InlineData("resume", "/resume", null, "(not stored: of this node only)")]
    public async Task StoreThatFails_IsWrittenDownWithWhatThisNodeDid(string action, string path, string? body, string note)
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Services = services => services.AddSingleton<IBotStateStore>(new ScriptedStates(_ => throw new BotStoreException("db-7 is gone"))),
        });

        using var answer = await host.Client.SendAsync(Answers.Post("/echo" + path, body));

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable);
        (host.Manager.GetState("echo").Pause is not null).Should().Be(action == "pause");
        var entry = (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle().Subject;
        entry.Should().BeEquivalentTo(new { Action = action, Bot = "echo", Note = note });
    }

    [Fact]
    public async Task CancelOfACallerThatLeaves_IsWrittenDown()
    {
        using var caller = new LeavingCaller();
        var manager = new RefusingManager(new InvalidOperationException())
        {
            Cancels = async token =>
            {
                await caller.LeaveAsync();
                token.ThrowIfCancellationRequested();
                return CancelOutcome.Requested;
            },
        };
        await using var host = await ApiHost.StartAsync(new() { Before = caller.Watch, Services = manager.Wrap });
        var id = (await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")))).ExecutionId;

        await caller.CallAsync(host.Client, Answers.Post($"/runs/{id}/cancel", null));

        var entry = (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle().Subject;
        entry.Should().BeEquivalentTo(new { Action = "cancel", Bot = "echo", ExecutionId = (Guid?)id });
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task CancelThatMayHaveBeenDone_IsWrittenDown(bool isOutcomeUnknown, int entries)
    {
        var manager = new RefusingManager(new BotStoreException("db-7 is gone") { IsOutcomeUnknown = isOutcomeUnknown });
        await using var host = await ApiHost.StartAsync(new() { Services = manager.Wrap });
        var id = (await host.Manager.RunAsync(new BotRequest("echo", new EchoInput("hello")))).ExecutionId;

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/cancel", null));

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await host.Audit.ListAsync("echo", null, 10, default)).Count(entry => entry.Action == "cancel" && entry.Note!.Contains("store")).Should().Be(entries);
    }

    [Fact]
    public async Task CancelOfARunInProgressThatTheLedgerDoesNotHold_NamesItsBot()
    {
        await using var host = await ApiHost.StartAsync();
        var begun = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Work.Script = async (context, token) =>
        {
            begun.TrySetResult(context.ExecutionId);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "never";
        };
        var run = host.Client.RunAsync("scripted", "{}");
        var id = await begun.Task;

        using var answer = await host.Client.SendAsync(Answers.Post($"/runs/{id}/cancel", null));
        using var canceled = await run;

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await host.Audit.ListAsync("scripted", null, 10, default)).Should().ContainSingle().Which.ExecutionId.Should().Be(id);
    }
}
