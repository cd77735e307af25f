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

    [Fact]
    public async Task Claim_NewKey_IsWon()
        => (await Claim(Ledger(), _first)).Should().Be(new KeyClaim(KeyOutcome.Won, _first));

    [Fact]
    public async Task Claim_WhileTheRunGoesOn_IsInFlight()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);

        (await Claim(ledger, _second)).Should().Be(new KeyClaim(KeyOutcome.InFlight, _first));
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

        (await Claim(ledger, _second)).Should().Be(new KeyClaim(KeyOutcome.Stored, _first, envelope));
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

        (await Claim(ledger, _second, input: [1, 2, 4])).Should().Be(new KeyClaim(KeyOutcome.Conflict, _first));
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
        (await Claim(ledger, _second, key: "other")).Outcome.Should().Be(KeyOutcome.Won);
    }

    [Fact]
    public async Task Claim_NoLifetime_Throws()
        => await Ledger().Awaiting(it => it.ClaimKeyAsync("lead", "k", Input, _first, TimeSpan.Zero, default).AsTask())
            .Should().ThrowAsync<ArgumentOutOfRangeException>();

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

        (await Claim(ledger, _second)).Should().Be(new KeyClaim(KeyOutcome.Won, _second));
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
        await Claim(ledger, _first, key: "b");
        await Complete(ledger, _first, key: "b");

        (await Claim(ledger, _second, key: "c")).Should().Be(new KeyClaim(KeyOutcome.Full, Guid.Empty));
        (await Claim(ledger, _second, key: "a")).Outcome.Should().Be(KeyOutcome.InFlight);
        (await Claim(ledger, _second, key: "b")).Outcome.Should().Be(KeyOutcome.Stored);
    }

    [Fact]
    public async Task Claim_AtTheCapWhenOneHasExpired_IsWon()
    {
        var ledger = Ledger(new() { MaxKeys = 1 });
        await Claim(ledger, _first, key: "a");
        await Complete(ledger, _first, key: "a");
        _time.Advance(Hour);

        (await Claim(ledger, _second, key: "b")).Outcome.Should().Be(KeyOutcome.Won);
    }

    [Fact]
    public async Task Claim_EnvelopesUseUpTheirBytes_RefusesNewKeysUntilTheyExpire()
    {
        var ledger = Ledger(new() { MaxKeyBytes = 100 });
        await Claim(ledger, _first, key: "a");
        await Complete(ledger, _first, key: "a", bytes: 99);
        await Claim(ledger, _first, key: "b");
        await Complete(ledger, _first, key: "b", bytes: 1);

        (await Claim(ledger, _second, key: "c")).Outcome.Should().Be(KeyOutcome.Full);
        _time.Advance(Hour);
        (await Claim(ledger, _second, key: "c")).Outcome.Should().Be(KeyOutcome.Won);
    }

    [Fact]
    public async Task Release_FreesTheKey()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        await ledger.ReleaseKeyAsync("lead", "k", _first, default);

        (await Claim(ledger, _second)).Should().Be(new KeyClaim(KeyOutcome.Won, _second));
    }

    [Fact]
    public async Task Release_BySomebodyElseOrTooLate_ChangesNothing()
    {
        var ledger = Ledger();
        await Claim(ledger, _first);
        await ledger.ReleaseKeyAsync("lead", "k", _second, default);
        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.InFlight);

        await Complete(ledger, _first);
        await ledger.ReleaseKeyAsync("lead", "k", _first, default);
        (await Claim(ledger, _second)).Outcome.Should().Be(KeyOutcome.Stored);

        await ledger.Awaiting(it => it.ReleaseKeyAsync("lead", "unknown", _first, default).AsTask()).Should().NotThrowAsync();
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

        await ledger.ReleaseKeyAsync("lead", "k", _first, default);

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

    private static async Task<KeyClaim> Claim(InMemoryBotLedger ledger, Guid id, string bot = "lead", string key = "k", byte[]? input = null)
        => await ledger.ClaimKeyAsync(bot, key, input ?? Input, id, Hour, default);

    private static async Task<StoredEnvelope> Complete(InMemoryBotLedger ledger, Guid id, string key = "k", int bytes = 2)
    {
        var envelope = new StoredEnvelope(BotStatus.Succeeded, id, TimeSpan.Zero, 1, null, new byte[bytes]);
        await ledger.CompleteKeyAsync("lead", key, envelope, default);
        return envelope;
    }

    private static Task<StoredEnvelope?> Wait(InMemoryBotLedger ledger, Guid id, CancellationToken cancellationToken = default)
        => ledger.WaitForKeyAsync("lead", "k", id, cancellationToken).AsTask();

    private InMemoryBotLedger Ledger(InMemoryLedgerOptions? options = null) => new(options ?? new(), _time);
}
