using System.Diagnostics;
using BotKit.Core.Tests.Scripted;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Testing;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Queue;

/// <summary>What the manager's verbs of the queue do.</summary>
public class EnqueueTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Enqueue_NotValid_IsRejectedWithItsFields()
    {
        await using var host = QueueHost.Of(Script.Returning(), bot: bot => bot.Validate<NotEmpty>());

        var rejected = (await host.Awaiting(it => it.EnqueueAsync("")).Should().ThrowAsync<BotRejectedException>()).Which;

        rejected.Error.Code.Should().Be(BotErrorCodes.InvalidInput);
        rejected.Error.Details.Should().NotBeEmpty();
        (await host.ClaimAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("no json", BotErrorCodes.MalformedJson)]
    [InlineData("17", BotErrorCodes.InvalidInput)]
    [InlineData("null", BotErrorCodes.InvalidInput)]
    public async Task Enqueue_JsonThatDoesNotFit_IsRejected(string json, string code)
    {
        await using var host = QueueHost.Of(Script.Returning());
        var request = BotRequest.FromJson(Hosts.Bot, System.Text.Encoding.UTF8.GetBytes(json));

        var rejected = (await host.Manager.Awaiting(it => it.EnqueueAsync(request).AsTask()).Should().ThrowAsync<BotRejectedException>()).Which;

        rejected.Error.Code.Should().Be(code);
    }

    [Fact]
    public async Task Enqueue_ValidatorThrows_IsRejectedAsItIsClassified()
    {
        await using var host = QueueHost.Of(Script.Returning(), bot: bot => bot.Validate<Broken>(ServiceLifetime.Scoped));

        var rejected = (await host.Awaiting(it => it.EnqueueAsync()).Should().ThrowAsync<BotRejectedException>()).Which;

        rejected.Error.Code.Should().Be("busy");
    }

    [Fact]
    public async Task Enqueue_DisabledBot_IsRejected()
    {
        await using var host = QueueHost.Of(Script.Returning(), options => options.Enabled = false);

        (await host.Awaiting(it => it.EnqueueAsync()).Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.Disabled);
        host.Delivery.FreeSlots(Hosts.Bot).Should().Be(0);
    }

    [Fact]
    public async Task Enqueue_PausedBot_IsAccepted()
    {
        await using var host = QueueHost.Of(Script.Returning());
        await host.Manager.PauseAsync(Hosts.Bot, "why", "ann");

        await host.EnqueueAsync();

        (await host.ClaimAsync()).Should().BeEmpty();
        await host.Manager.ResumeAsync(Hosts.Bot);
        (await host.ClaimAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Enqueue_Options_ReachTheStore()
    {
        RunSubmission? seen = null;
        await using var host = QueueHost.Of(
            Script.Returning(),
            options =>
            {
                options.Repeatable = false;
                options.Queue.MaxQueued = 7;
                options.IdempotencyKeyLifetime = Hour;
            },
            services: services => services.AddSingleton<IBotQueueStore>(new Store(runs =>
            {
                seen = runs[0];
                return [new(EnqueueOutcome.Accepted, runs[0].ExecutionId)];
            })));
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        var id = await host.EnqueueAsync("go", new() { Delay = 2 * Hour, Priority = 9 }, new() { IdempotencyKey = "k", Caller = "ann" });

        seen!.ExecutionId.Should().Be(id);
        (seen.Priority, seen.Delay, seen.MaxLost, seen.MaxQueued, seen.Trigger, seen.PayloadVersion).Should().Be((9, 2 * Hour, 1, 7, BotTrigger.Queue, 1));
        seen.KeyLifetime.Should().BeGreaterThanOrEqualTo(2 * Hour);
        seen.Fingerprint.Length.Should().Be(32);
        seen.Origin.Should().Be(new RunOrigin { IdempotencyKey = "k", Caller = "ann", TraceParent = caller.Id });
    }

    [Fact]
    public async Task Enqueue_DryRun_LeavesTheKeyAlone()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var first = await host.EnqueueAsync(options: new() { IdempotencyKey = "k", DryRun = true });

        (await host.EnqueueAsync(options: new() { IdempotencyKey = "k" })).Should().NotBe(first);
    }

    [Fact]
    public async Task Enqueue_SameKey_JoinsAcrossDoors()
    {
        await using var host = QueueHost.Of(Script.Returning("once"));
        var options = new BotRunOptions { IdempotencyKey = "k" };
        var id = await host.EnqueueAsync(options: options);

        (await host.EnqueueAsync(options: options)).Should().Be(id);
        var direct = host.Host.Start("go", options);
        await host.WorkAsync();
        var joined = await host.Host.UntilAsync(direct);

        (joined.ExecutionId, joined.Data, joined.IsReplayed).Should().Be((id, "once", true));
        (await host.Awaiting(it => it.EnqueueAsync("other", options: options)).Should().ThrowAsync<BotRejectedException>())
            .Which.Should().Match<BotRejectedException>(it => it.Error.Code == BotErrorCodes.IdempotencyConflict && it.ExecutionId == id);
    }

    [Fact]
    public async Task Enqueue_QueueIsFull_IsRejectedAndCounted()
    {
        await using var host = QueueHost.Of(Script.Returning(), options => options.Queue.MaxQueued = 1);
        await host.EnqueueAsync();

        var rejected = (await host.Awaiting(it => it.EnqueueAsync()).Should().ThrowAsync<BotRejectedException>()).Which;

        rejected.Error.Code.Should().Be(BotErrorCodes.QueueFull);
        rejected.Error.RetryAfter.Should().BePositive();
        host.Host.Ledger.Refusals.Should().ContainSingle().Which.Code.Should().Be(BotErrorCodes.QueueFull);
    }

    [Theory]
    [InlineData(false, BotErrorCodes.StoreUnavailable)]
    [InlineData(true, BotErrorCodes.OutcomeUnknown)]
    public async Task Enqueue_StoreFails_SaysWhetherItMayHaveBeenAccepted(bool isUnknown, string code)
    {
        await using var host = QueueHost.Of(Script.Returning(), services: services => services.AddSingleton<IBotQueueStore>(
            new Store(_ => throw new BotStoreException("gone") { IsOutcomeUnknown = isUnknown })));

        var rejected = (await host.Awaiting(it => it.EnqueueAsync()).Should().ThrowAsync<BotRejectedException>()).Which;

        rejected.Error.Code.Should().Be(code);
        rejected.IsOutcomeUnknown.Should().Be(isUnknown);
        (rejected.ExecutionId != Guid.Empty).Should().Be(isUnknown);
    }

    [Fact]
    public async Task Enqueue_Batch_IsAllOrNone()
    {
        await using var host = QueueHost.Of(Script.Returning(), options => options.Queue.MaxQueued = 2);
        BotRequest[] three = [new(Hosts.Bot, "a"), new(Hosts.Bot, "b"), new(Hosts.Bot, "c")];

        await host.Manager.Awaiting(it => it.EnqueueAsync(three).AsTask()).Should().ThrowAsync<BotRejectedException>();
        (await host.ClaimAsync()).Should().BeEmpty();

        (await host.Manager.EnqueueAsync(three[..2])).Should().OnlyHaveUniqueItems();
        (await host.ClaimAsync()).Should().HaveCount(2);
        await host.Manager.Awaiting(it => it.EnqueueAsync(Array.Empty<BotRequest>()).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(10, 0)]
    [InlineData(5, -1)]
    [InlineData(5, 4_000)]
    public async Task Enqueue_OptionsOutOfRange_AreMistakes(int priority, int days)
    {
        await using var host = QueueHost.Of(Script.Returning());

        await host.Awaiting(it => it.EnqueueAsync(when: new() { Priority = priority, Delay = TimeSpan.FromDays(days) })).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Enqueue_ByType_IsTheSameQueue()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var bot = host.Host.Services.GetRequiredKeyedService<IBot<string, string>>(Hosts.Bot);

        var id = await bot.EnqueueAsync("go", new() { DueAt = host.Host.Clock.GetUtcNow() + Hour }, new() { Caller = "ann" });

        var run = await host.FindAsync(id);
        (run.State, run.Origin!.Caller).Should().Be((RunState.Scheduled, "ann"));
    }

    [Fact]
    public async Task Enqueue_InATransactionOfALedgerWithoutADatabase_IsNotSupported()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var request = new BotRequest(Hosts.Bot, "go");

        await host.Manager.Awaiting(it => it.EnqueueAsync(request, (System.Data.Common.DbTransaction)null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
    }

    [Fact]
    public async Task Cancel_WaitingRun_NeverStarts()
    {
        var script = Script.Returning();
        await using var host = QueueHost.Of(script);
        var id = await host.EnqueueAsync();

        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Canceled);

        (await host.WorkAsync()).Should().BeEmpty();
        script.Calls.Should().Be(0);
        (await host.Manager.CancelAsync(Guid.NewGuid())).Should().Be(CancelOutcome.Unknown);
    }

    [Fact]
    public async Task Wake_WaitingRun_IsDueNow()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var id = await host.Manager.EnqueueAsync(new BotRequest(Hosts.Bot, "go"), new BotEnqueueOptions { Delay = Hour });
        (await host.ClaimAsync()).Should().BeEmpty();

        (await host.Manager.WakeAsync(id)).Should().Be(WakeOutcome.Woken);

        (await host.WorkAsync()).Should().ContainSingle();
        (await host.Manager.WakeAsync(id)).Should().Be(WakeOutcome.Ended);
        (await host.Manager.WakeAsync(Guid.NewGuid())).Should().Be(WakeOutcome.Unknown);
    }

    [Fact]
    public async Task Replay_SameOrAnotherInput_IsANewRun()
    {
        var inputs = new List<string>();
        await using var host = QueueHost.Of((input, _, _) =>
        {
            inputs.Add(input);
            return new("done");
        });
        var direct = await host.Host.RunAsync("first");

        var same = await host.Manager.ReplayAsync(direct.ExecutionId, options: new() { Caller = "ann", IdempotencyKey = "bulk" });
        var other = await host.Manager.ReplayAsync(direct.ExecutionId, "\"second\""u8.ToArray());
        await host.WorkAsync();

        inputs.Should().BeEquivalentTo("first", "first", "second");
        var run = await host.FindAsync(same!.Value);
        (run.ReplayOf, run.Trigger, run.Origin!.Caller, run.Origin.IdempotencyKey).Should().Be((direct.ExecutionId, BotTrigger.Replay, "ann", "bulk"));
        (await host.FindAsync(other!.Value)).ReplayOf.Should().Be(direct.ExecutionId);
        (await host.Manager.ReplayAsync(direct.ExecutionId, options: new() { IdempotencyKey = "bulk" })).Should().Be(same);
        (await host.Manager.ReplayAsync(Guid.NewGuid())).Should().BeNull();
        await host.Manager.Awaiting(it => it.ReplayAsync(direct.ExecutionId, "17"u8.ToArray()).AsTask()).Should().ThrowAsync<BotRejectedException>();
    }

    [Fact]
    public async Task Replay_DryRun_HoldsNoKey()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var old = await host.Host.RunAsync("go");

        var dry = await host.Manager.ReplayAsync(old.ExecutionId, options: new() { IdempotencyKey = "k", DryRun = true });
        var real = await host.Manager.ReplayAsync(old.ExecutionId, options: new() { IdempotencyKey = "k" });

        real.Should().NotBe(dry!.Value);
        var origin = (await host.FindAsync(dry.Value)).Origin;
        (origin?.IdempotencyKey).Should().BeNull();
    }

    [Fact]
    public async Task Replay_BotIsDisabled_IsRefused()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var old = await host.Host.RunAsync("go");
        host.Host.Services.GetRequiredService<BotCatalogue>().Get(Hosts.Bot).Configure(new BotOptions { Enabled = false });

        var replay = () => host.Manager.ReplayAsync(old.ExecutionId).AsTask();

        (await replay.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.Disabled);
    }

    [Fact]
    public async Task Erase_RunThatEnded_IsWrittenDown()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var run = await host.Host.RunAsync("go");
        var audit = host.Host.Services.GetRequiredService<IBotAuditStore>();

        (await host.Manager.EraseAsync(run.ExecutionId, "ann")).Should().BeTrue();
        (await host.Manager.EraseAsync(Guid.NewGuid(), "ann")).Should().BeFalse();

        (await audit.ListAsync(Hosts.Bot, null, 10, default)).Should().ContainSingle()
            .Which.Should().Match<AuditEntry>(it => it.Action == "erase" && it.By == "ann" && it.ExecutionId == run.ExecutionId);
        (await host.Manager.ReplayAsync(run.ExecutionId)).Should().BeNull();
    }

    public sealed class NotEmpty : AbstractValidator<string>
    {
        public NotEmpty() => RuleFor(static text => text).NotEmpty();
    }

    public sealed class Broken : AbstractValidator<string>
    {
        public Broken() => RuleFor(static text => text).Must(static _ => throw Failures.Transient);
    }

    private sealed class Store(Func<IReadOnlyList<RunSubmission>, IReadOnlyList<EnqueueResult>> enqueue) : QueueStub
    {
        public override ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<RunSubmission> runs, CancellationToken cancellationToken)
            => new(enqueue(runs));
    }
}
