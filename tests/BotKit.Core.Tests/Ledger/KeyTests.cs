using BotKit.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Ledger;

public partial class KeyTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly byte[] Input = [1, 2, 3];

    private readonly FakeTimeProvider _time = new(Runs.Noon);
    private readonly Guid _first = Runs.NewId();
    private readonly Guid _second = Runs.NewId();
    private readonly Guid _other = Runs.NewId();

    [Fact]
    public async Task Claim_NewKey_IsWon()
        => (await Claim(Ledger(), _first)).Should().Be(new RunBegin(KeyOutcome.Won, _first, 1));

    [Fact]
    public async Task Claim_WhileTheRunGoesOn_IsInFlight()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);

        (await Claim(ledger, _second)).Should().Be(new RunBegin(KeyOutcome.InFlight, _first));
    }

    [Fact]
    public async Task Claim_RepeatedByTheSameRun_IsWonAgain()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);

        (await Claim(ledger, _first)).Outcome.Should().Be(KeyOutcome.Won);
    }

    [Fact]
    public async Task Claim_AfterTheRunEnded_GivesItsEnvelope()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        var envelope = await Complete(ledger, _first);

        (await Claim(ledger, _second)).Should().Be(new RunBegin(KeyOutcome.Stored, _first, Envelope: envelope));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claim_WithAnotherInput_IsAConflict(bool ended)
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        if (ended)
        {
            await Complete(ledger, _first);
        }

        (await Claim(ledger, _second, input: [1, 2, 4])).Should().Be(new RunBegin(KeyOutcome.Conflict, _first));
    }

    [Fact]
    public async Task Claim_TheFingerprintIsCopied()
    {
        var ledger = Ledger();
        byte[] buffer = [1, 2, 3];
        await Claim(ledger, _first, input: buffer);
        buffer[0] = 9;

        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.InFlight);
    }

    [Fact]
    public async Task Claim_SameKeyOfAnotherBot_IsAnotherKey()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);

        (await Claim(ledger, _second, bot: "content")).Outcome.Should().Be(KeyOutcome.Won);
        (await Claim(ledger, Runs.NewId(), key: "other")).Outcome.Should().Be(KeyOutcome.Won);
    }

    [Fact]
    public void Claim_NoLifetime_Throws()
        => Ledger().Invoking(it => it.Claim("lead", "k", Input, _first, TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public async Task Claim_JustBeforeItExpires_IsStored()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        await Complete(ledger, _first);
        _time.Advance(Hour - TimeSpan.FromMilliseconds(1));

        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.Stored);
    }

    [Fact]
    public async Task Claim_WhenItHasExpired_IsWon()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        await Complete(ledger, _first);
        _time.Advance(Hour);

        (await Claim(ledger, _second)).Should().Be(new RunBegin(KeyOutcome.Won, _second, 1));
    }

    [Fact]
    public async Task Claim_RunInFlightPastItsLifetime_StillHoldsTheKey()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        _time.Advance(Hour * 3);

        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.InFlight);
    }

    [Fact]
    public async Task Claim_AtTheCap_RefusesNewKeysAndKeepsTheOld()
    {
        var ledger = Ledger(new() { MaxKeys = 2 });
        await Claim(ledger, _first, key: "a");
        await Claim(ledger, _other, key: "b");
        await Complete(ledger, _other);

        (await Claim(ledger, _second, key: "c")).Should().Be(new RunBegin(KeyOutcome.Full, Guid.Empty));
        (await Claim(ledger, _second, key: "a")).Outcome.Should().Be(KeyOutcome.InFlight);
        (await Claim(ledger, _second, key: "b")).Outcome.Should().Be(KeyOutcome.Stored);
    }

    [Fact]
    public async Task Claim_AtTheCapWhenOneHasExpired_IsWon()
    {
        var ledger = Ledger(new() { MaxKeys = 1 });
        await Claim(ledger, _first, key: "a");
        await Complete(ledger, _first);
        _time.Advance(Hour);

        (await Claim(ledger, _second, key: "b")).Outcome.Should().Be(KeyOutcome.Won);
    }

    [Fact]
    public async Task Claim_EnvelopesUseUpTheirBytes_RefusesNewKeysUntilTheyExpire()
    {
        var ledger = Ledger(new() { MaxKeyBytes = 100 });
        await Claim(ledger, _first, key: "a");
        await Complete(ledger, _first, bytes: 99);
        await Claim(ledger, _other, key: "b");
        await Complete(ledger, _other, bytes: 1);

        (await Claim(ledger, _second, key: "c")).Outcome.Should().Be(KeyOutcome.Full);
        _time.Advance(Hour);
        (await Claim(ledger, _second, key: "c")).Outcome.Should().Be(KeyOutcome.Won);
    }

    [Fact]
    public async Task Release_FreesTheKey()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        ledger.End(_first, null);

        (await Claim(ledger, _second)).Should().Be(new RunBegin(KeyOutcome.Won, _second, 1));
    }

    [Fact]
    public async Task Release_BySomebodyElseOrTooLate_ChangesNothing()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        ledger.End(_second, null);
        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.InFlight);

        await Complete(ledger, _first);
        ledger.End(_first, null);
        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.Stored);

        ledger.Invoking(it => it.End(Runs.NewId(), null)).Should().NotThrow();
    }

    [Fact]
    public async Task Complete_BySomebodyElseOrTwice_ChangesNothing()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        await Complete(ledger, _second);
        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.InFlight);

        var envelope = await Complete(ledger, _first);
        await Complete(ledger, _first);
        (await Claim(ledger, _second)).Envelope.Should().BeSameAs(envelope);
    }

    [Fact]
    public async Task Wait_RunEnds_GivesTheEnvelope()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        var waiting = Wait(ledger, _first);
        waiting.IsCompleted.Should().BeFalse();

        var envelope = await Complete(ledger, _first);

        (await waiting).Should().BeSameAs(envelope);
        (await Wait(ledger, _first)).Should().BeSameAs(envelope);
    }

    [Fact]
    public async Task Wait_KeyIsFreed_GivesNothing()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        var waiting = Wait(ledger, _first);

        ledger.End(_first, null);

        (await waiting).Should().BeNull();
    }

    [Fact]
    public async Task Wait_KeyIsNotHeldByThatRun_GivesNothing()
    {
        var ledger = Ledger();
        (await Wait(ledger, _first)).Should().BeNull();

        await Claim(ledger, _first);
        (await Wait(ledger, _second)).Should().BeNull();
    }

    [Fact]
    public async Task Wait_Canceled_EndsOnlyThisWait()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        using var leaving = new CancellationTokenSource();
        var left = Wait(ledger, _first, leaving.Token);
        var stays = Wait(ledger, _first);

        leaving.Cancel();

        await left.Awaiting(it => it).Should().ThrowAsync<OperationCanceledException>();
        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.InFlight);
        var envelope = await Complete(ledger, _first);
        (await stays).Should().BeSameAs(envelope);
    }

    private static async Task<RunBegin> Claim(KeyTable ledger, Guid id, string bot = "lead", string key = "k", byte[]? input = null)
        => await Task.FromResult(ledger.Claim(bot, key, input ?? Input, id, Hour));

    private static async Task<StoredEnvelope> Complete(KeyTable ledger, Guid id, int bytes = 2)
    {
        var envelope = new StoredEnvelope(BotStatus.Succeeded, id, TimeSpan.Zero, 1, null, new byte[bytes]);
        ledger.End(id, envelope);
        return await Task.FromResult(envelope);
    }

    private static Task<StoredEnvelope?> Wait(KeyTable ledger, Guid id, CancellationToken cancellationToken = default)
        => ledger.WaitAsync("lead", "k", id, cancellationToken);

    private KeyTable Ledger(InMemoryLedgerOptions? options = null)
        => new((options ?? new()).MaxKeys, (options ?? new()).MaxKeyBytes, _time);
}
