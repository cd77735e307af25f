using System.Net;
using BotKit.AspNetCore.Security;
using CsCheck;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class IdempotencyTests
{
    private const string Header = "Idempotency-Key";

    [Fact]
    public async Task SameKeyAndInput_RunsOnceAndReplaysTheEnvelope()
    {
        await using var host = await ApiHost.StartAsync();

        using var first = await host.Client.RunAsync("scripted", """{"note":"a"}""", default, (Header, "order-1"));
        using var second = await host.Client.RunAsync("scripted", """{ "note" : "a" }""", default, (Header, "order-1"));

        host.Work.Calls.Should().Be(1);
        var one = await first.BodyAsync();
        var two = await second.BodyAsync();
        two.GetRawText().Should().Be(one.GetRawText());
        first.Headers.Contains("Idempotency-Replayed").Should().BeFalse();
        second.Headers.GetValues("Idempotency-Replayed").Should().Equal("true");
    }

    [Fact]
    public async Task SameKeyAfterAFailure_SaysThatTheProblemIsReplayed()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Fail(new BotException("order_unknown", "There is no such order.") { Severity = BotSeverity.Warning });

        using var first = await host.Client.RunAsync("scripted", """{"note":"a"}""", default, (Header, "order-1"));
        using var second = await host.Client.RunAsync("scripted", """{"note":"a"}""", default, (Header, "order-1"));

        host.Work.Calls.Should().Be(1);
        first.Headers.Contains("Idempotency-Replayed").Should().BeFalse();
        second.Headers.GetValues("Idempotency-Replayed").Should().Equal("true");
    }

    [Fact]
    public async Task SameKeyAndAnotherInput_Is409()
    {
        await using var host = await ApiHost.StartAsync();
        using var first = await host.Client.RunAsync("scripted", """{"note":"a"}""", default, (Header, "order-1"));

        using var answer = await host.Client.RunAsync("scripted", """{"note":"b"}""", default, (Header, "order-1"));

        await answer.ShouldBeProblemAsync(409, BotErrorCodes.IdempotencyConflict);
        host.Work.Calls.Should().Be(1);
    }

    [Fact]
    public async Task AnotherCallersKey_IsAnotherKey()
    {
        await using var host = await ApiHost.StartAsync();
        using var olgas = await host.Client.RunAsync("scripted", "{}", default, (Header, "order-1"));

        using var ottos = await host.As("otto+operator").RunAsync("scripted", "{}", default, (Header, "order-1"));

        host.Work.Calls.Should().Be(2, "a guessed key must not show another caller's envelope");
        (await ottos.BodyAsync()).GetProperty("executionId").GetGuid()
            .Should().NotBe((await olgas.BodyAsync()).GetProperty("executionId").GetGuid());
    }

    [Theory]
    [InlineData("two\twords")]
    [InlineData("naïve")]
    public async Task MalformedKey_Is400AndRunsNothing(string key)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("scripted", "{}", default, (Header, key));

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
        host.Work.Calls.Should().Be(0);
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 400)]
    public async Task Key_IsTakenUpTo200Characters(int length, int expected)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("scripted", "{}", default, (Header, new string('k', length)));

        ((int)answer.StatusCode).Should().Be(expected);
    }

    [Fact]
    public async Task TwoKeys_Are400()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.RunAsync("scripted", "{}", default, (Header, "a"), (Header, "b"));

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task ManyCallsAtOnce_AreOneRun()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.WaitForRelease();
        var calls = Enumerable.Range(0, 20).Select(_ => host.Client.RunAsync("scripted", "{}", default, (Header, "once"))).ToArray();
        await host.Work.StartedAsync();
        host.Work.Release();

        var ids = new HashSet<Guid>();
        foreach (var call in calls)
        {
            using var answer = await call;
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            ids.Add((await answer.BodyAsync()).GetProperty("executionId").GetGuid());
        }

        ids.Should().ContainSingle();
        host.Work.Calls.Should().Be(1);
    }

    [Fact]
    public async Task CallerWhoLeaves_DoesNotEndAKeyedRun()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.WaitForRelease();
        using var leaves = new CancellationTokenSource();
        var call = host.Client.RunAsync("scripted", "{}", leaves.Token, (Header, "stays"));
        await host.Work.StartedAsync();
        await leaves.CancelAsync();
        await call.WhenLeftAsync();
        host.Work.Release();

        using var again = await host.Client.RunAsync("scripted", "{}", default, (Header, "stays"));

        (await again.BodyAsync()).Text("data").Should().Be("released");
        host.Work.Calls.Should().Be(1);
    }

    [Fact]
    public async Task CallerWhoLeaves_EndsARunWithoutAKey()
    {
        await using var host = await ApiHost.StartAsync();
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Work.Script = async (_, token) =>
        {
            await using var link = token.Register(canceled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "never";
        };
        using var leaves = new CancellationTokenSource();
        var call = host.Client.RunAsync("scripted", "{}", leaves.Token);
        await host.Work.StartedAsync();

        await leaves.CancelAsync();

        await call.WhenLeftAsync();
        await canceled.Task;
        while (!host.Logs.All.Any(line => line.EventId == 3001))
        {
            await Task.Yield();
        }

        host.Logs.All.Should().Contain(line => line.EventId == 3001 && line.Text.Contains("refused with 499 canceled_by_caller"));
    }

    [Fact]
    public void ScopedKey_NeverExceedsTheLedgersLimitAndTellsKeysAndCallersApart()
    {
        var keys = Gen.String[Gen.Char[' ', '~'], 1, 200];
        var callers = Gen.String[Gen.Char['a', 'c'], 1, 3].Select(name => new Caller("user:" + name, name));
        Gen.Select(keys, keys, callers, callers).Sample((key, other, caller, stranger) =>
        {
            var scoped = ScopedKey.Of(caller, key);
            scoped.Length.Should().BeLessThanOrEqualTo(BotDefaults.MaxIdempotencyKeyLength);
            (scoped == ScopedKey.Of(caller, other)).Should().Be(key == other);
            (scoped == ScopedKey.Of(stranger, key)).Should().Be(caller.Id == stranger.Id);
            ScopedKey.Shown(scoped).Should().Be(scoped.Length == key.Length + 18 ? key : scoped[18..]);
            ScopedKey.Shown(ScopedKey.Of(caller, scoped[..19])).Should().Be(scoped[..19], "one scope is taken off, and no more");
            var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
            ScopedKey.Of(scoped, one).Length.Should().BeLessThanOrEqualTo(BotDefaults.MaxIdempotencyKeyLength);
            ScopedKey.Of(scoped, one).Should().NotBe(ScopedKey.Of(scoped, two)).And.StartWith(scoped[..18]);
        });
    }

    [Theory]
    [InlineData("0123456789abcdef:nightly")]
    [InlineData("@short")]
    [InlineData("@0123456789abcdef:")]
    [InlineData(null)]
    public void KeyOfAnotherDoor_IsShownAsItIs(string? key) => ScopedKey.Shown(key).Should().Be(key);
}
