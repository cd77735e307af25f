using System.Security.Cryptography;
using BotKit.Core.Tests.Ledger;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Queue;

/// <summary>Sensitive members of runs on every way into the ledger and out of it.</summary>
public class SensitiveRunTests
{
    private static readonly CardInput Input = new("ann", "secret", 424242, Others: [new("Main Street", 434343)]);

    public static TheoryData<string> Doors => ["typed", "named", "json", "many", "dry"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Enqueue_ThroughEveryDoor_StoresThemEncryptedAndTheBotGetsThem(string door)
    {
        await using var host = new CardHost(new TestProtector(1));

        var id = door switch
        {
            "typed" => await host.Card.EnqueueAsync(Input),
            "named" => await host.Manager.EnqueueAsync(new BotRequest(CardHost.Bot, Input)),
            "json" => await host.Manager.EnqueueAsync(BotRequest.FromJson(
                CardHost.Bot, """{"customer":"ann","number":"secret","pin":424242,"others":[{"street":"Main Street","code":434343}]}"""u8.ToArray())),
            "many" => (await host.Manager.EnqueueAsync([new BotRequest(CardHost.Bot, Input)]))[0],
            _ => await host.Card.EnqueueAsync(Input, null, new() { DryRun = true }),
        };

        (await host.StoredAsync(id)).Should().NotContainAny("secret", "4242", "4343").And.ContainAll("ann", "Main Street");
        (await host.WorkAsync()).Should().ContainSingle().Which.Outcome!.Status.Should().Be(BotStatus.Succeeded);
        host.Seen.Should().ContainSingle().Which.Should().BeEquivalentTo(Input);
        (await host.StoredAsync(id)).Should().NotContainAny("secret", "4242", "4343").And.Contain("botkit:sealed:");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("k1")]
    public async Task Run_DurableOrWithAKey_StoresThemEncrypted(string? key)
    {
        await using var host = new CardHost(new TestProtector(1));

        var result = await host.Card.RunAsync(Input, new BotRunOptions { Durable = true, IdempotencyKey = key });

        result.Status.Should().Be(BotStatus.Succeeded);
        host.Seen.Should().ContainSingle().Which.Should().BeEquivalentTo(Input);
        (await host.StoredAsync(result.ExecutionId)).Should().NotContainAny("secret", "4242", "4343").And.Contain("botkit:sealed:");
    }

    [Fact]
    public async Task Run_WithAKey_IsToldApartByItsPlainInput()
    {
        await using var host = new CardHost(new TestProtector(1));
        var first = await host.Card.RunAsync(Input, new BotRunOptions { IdempotencyKey = "k1" });

        var again = await host.Card.RunAsync(Input with { }, new BotRunOptions { IdempotencyKey = "k1" });
        var other = await host.Card.RunAsync(Input with { Number = "other" }, new BotRunOptions { IdempotencyKey = "k1" });

        again.ExecutionId.Should().Be(first.ExecutionId);
        other.Error!.Code.Should().Be(BotErrorCodes.IdempotencyConflict);
    }

    [Fact]
    public async Task Deliver_KeyIsGone_FailsAndNamesNoSecret()
    {
        await using var host = new CardHost(new TestProtector(2));
        var id = await host.EnqueueStoredAsync(Sealed(new TestProtector(1)));

        var delivered = await host.WorkAsync();

        delivered.Should().ContainSingle().Which.Outcome!.Error!.Code.Should().Be(BotErrorCodes.DataInvalid);
        host.Seen.Should().BeEmpty();
        host.Logs.Lines.Should().ContainSingle(line => line.Id == 1038).Which.Level.Should().Be(LogLevel.Error);
        host.Logs.Lines.Should().NotContain(line => line.Message.Contains("secret") || line.Message.Contains("sealed"));
        (await host.Ledger.FindAsync(id, default))!.Status.Should().Be(BotStatus.Failed);
        (await host.StoredAsync(id)).Should().Contain("botkit:sealed:", "its key may come back");
    }

    [Fact]
    public async Task Deliver_KeysCannotBeReadNow_WaitsAndIsNotFailed()
    {
        var protector = new TestProtector(1);
        await using var host = new CardHost(protector);
        await host.Card.EnqueueAsync(Input);
        protector.Failure = new IOException("no keys");

        var delivered = await host.WorkAsync();

        delivered.Should().ContainSingle().Which.Release.Should().BeEquivalentTo(new { Reason = HandOutEnd.Deferred, Delay = TimeSpan.FromSeconds(5) });
        host.Logs.Lines.Should().Contain(line => line.Id == 1039 && line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Deliver_KeyWasChanged_RunsWithBoth()
    {
        await using var host = new CardHost(new TestProtector(1, 2));
        await host.EnqueueStoredAsync(Sealed(new TestProtector(1)));
        await host.Card.EnqueueAsync(Input);

        await host.WorkAsync();

        host.Seen.Should().HaveCount(2).And.AllSatisfy(seen => seen.Should().BeEquivalentTo(Input));
    }

    [Fact]
    public async Task Deliver_StoredBeforeThereWasAProtector_Runs()
    {
        await using var host = new CardHost(new TestProtector(1));
        await host.EnqueueStoredAsync("""{"customer":"ann","number":"secret"}""");

        await host.WorkAsync();

        host.Seen.Should().ContainSingle().Which.Number.Should().Be("secret");
    }

    [Fact]
    public async Task Deliver_OfAnOlderVersion_IsDecryptedBeforeItIsUpgraded()
    {
        var old = Sealed(new TestProtector(1));
        await using var host = new CardHost(new TestProtector(1), bot: card => card.PayloadVersion(2, static (json, _) =>
        {
            var number = (string)json["number"]!;
            json["number"] = number + "-upgraded";
            return json;
        }));
        await host.EnqueueStoredAsync(old);

        await host.WorkAsync(2);

        host.Seen.Should().ContainSingle().Which.Number.Should().Be("secret-upgraded");
    }

    [Fact]
    public async Task Enqueue_CannotBeEncrypted_IsRefusedAndNothingIsStored()
    {
        await using var host = new CardHost(new TestProtector(1) { Failure = new CryptographicException("no keys") });

        var enqueue = async () => await host.Card.EnqueueAsync(Input);
        var run = await host.Card.RunAsync(Input, new BotRunOptions { IdempotencyKey = "k1" });

        (await enqueue.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.StoreUnavailable);
        run.Error!.Code.Should().Be(BotErrorCodes.StoreUnavailable);
        (await host.Ledger.ListAsync(new(), default)).Should().BeEmpty();
        host.Seen.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("k1")]
    public async Task Replay_OfAnEncryptedRun_RunsWithTheSameInput(string? key)
    {
        await using var host = new CardHost(new TestProtector(1));
        var id = await host.Card.EnqueueAsync(Input);
        await host.WorkAsync();

        var again = await host.Manager.ReplayAsync(id, options: new() { IdempotencyKey = key });

        (await host.StoredAsync(again!.Value)).Should().NotContain("secret").And.Contain("botkit:sealed:");
        await host.WorkAsync();
        host.Seen.Should().HaveCount(2).And.AllSatisfy(seen => seen.Should().BeEquivalentTo(Input));
    }

    [Fact]
    public async Task Replay_OfARecordedDirectRun_IsEncryptedWhileItWaits()
    {
        await using var host = new CardHost(new TestProtector(1));
        var result = await host.Card.RunAsync(Input);

        var again = await host.Manager.ReplayAsync(result.ExecutionId);

        (await host.StoredAsync(again!.Value)).Should().NotContain("secret").And.Contain("botkit:sealed:");
        await host.WorkAsync();
        host.Seen.Should().HaveCount(2).And.AllSatisfy(seen => seen.Should().BeEquivalentTo(Input));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_MembersAreNotKept_ReplayNeedsAnotherInput(bool isSealed)
    {
        await using var host = new CardHost(isSealed ? new TestProtector(1) : null, options => options.Queue.KeepSensitiveInput = false);
        var id = await host.Card.EnqueueAsync(Input);
        await host.WorkAsync();

        var replay = async () => await host.Manager.ReplayAsync(id);

        (await replay.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.InputRemoved);
        (await host.StoredAsync(id)).Should().NotContainAny("secret", "4242", "4343", "sealed").And.ContainAll("ann", "Main Street");
        var again = await host.Manager.ReplayAsync(id, """{"customer":"ann","number":"new"}"""u8.ToArray());
        await host.WorkAsync();
        host.Seen.Should().HaveCount(2);
        host.Seen[1].Number.Should().Be("new");
        (await host.StoredAsync(again!.Value)).Should().NotContain("new");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("k1", true)]
    public async Task End_OfADirectRunMembersAreNotKept_RemovesThem(string? key, bool isDurable)
    {
        await using var host = new CardHost(new TestProtector(1), options => options.Queue.KeepSensitiveInput = false);
        var result = await host.Card.RunAsync(Input, new BotRunOptions { Durable = isDurable, IdempotencyKey = key });

        var replay = async () => await host.Manager.ReplayAsync(result.ExecutionId);

        (await replay.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.InputRemoved);
        (await host.StoredAsync(result.ExecutionId)).Should().NotContainAny("secret", "4242", "sealed").And.Contain("ann");
    }

    [Fact]
    public async Task End_NothingSensitiveWasGiven_CanBeReplayed()
    {
        await using var host = new CardHost(new TestProtector(1), options => options.Queue.KeepSensitiveInput = false);
        var id = await host.Card.EnqueueAsync(new CardInput("ann"));
        await host.WorkAsync();

        await host.Manager.ReplayAsync(id);

        await host.WorkAsync();
        host.Seen.Should().HaveCount(2);
    }

    [Fact]
    public async Task Erase_OfAnEncryptedRun_BlanksIt()
    {
        await using var host = new CardHost(new TestProtector(1));
        var id = await host.Card.EnqueueAsync(Input);
        await host.WorkAsync();

        (await host.Manager.EraseAsync(id, "ann")).Should().BeTrue();

        (await host.StoredAsync(id)).Should().BeEmpty();
        (await host.Manager.ReplayAsync(id)).Should().BeNull();
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task Start_DurableStoreAndNoProtector_IsWarnedOfOnce(bool isDurable, bool isSealed, bool isWarned)
    {
        await using var host = new CardHost(isSealed ? new TestProtector(1) : null, services: services =>
        {
            if (isDurable)
            {
                services.AddSingleton<IBotLedger, Scripted.BrokenLedger>();
            }
        });

        _ = host.Manager.Bots;

        host.Logs.Lines.Where(line => line.Id == 1037).Select(line => (line.Level, line.Message.Contains("(card)")))
            .Should().BeEquivalentTo(isWarned ? new[] { (LogLevel.Warning, true) } : []);
    }

    [Fact]
    public void ProtectPayloads_Twice_TheLastOneHolds()
    {
        using var services = new ServiceCollection().AddBotKit(bots => bots.ProtectPayloads<FirstProtector>().ProtectPayloads<SecondProtector>()).BuildServiceProvider();

        services.GetServices<IBotPayloadProtector>().Should().ContainSingle().Which.Should().BeOfType<SecondProtector>();
    }

    private static string Sealed(TestProtector protector)
    {
        var json = new BotKit.Json.BotJson([]).Find(typeof(CardInput))!;
        var input = new StoredInput(CardHost.Bot, json, 1, protector);
        return System.Text.Encoding.UTF8.GetString(input.Seal(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Input, json)).Span);
    }

    private class FirstProtector : IBotPayloadProtector
    {
        public byte[] Protect(ReadOnlySpan<byte> plaintext) => plaintext.ToArray();

        public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes) => protectedBytes.ToArray();
    }

    private sealed class SecondProtector : FirstProtector;
}
