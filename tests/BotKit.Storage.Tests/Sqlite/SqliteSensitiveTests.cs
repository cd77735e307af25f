using System.Security.Cryptography;
using System.Text;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Storage.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Storage.Tests.Sqlite;

/// <summary>What the files of a ledger hold of sensitive members.</summary>
public sealed class SqliteSensitiveTests : IAsyncDisposable
{
    private const string Secret = "4242-secret-4242";

    private static readonly PayInput Input = new("customer-ann", Secret, [new("b", 987654321)]);

    private readonly TemporaryFolder _folder = new();
    private readonly List<PayInput> _seen = [];
    private ServiceProvider _services;

    public SqliteSensitiveTests() => _services = Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IBotManager Manager => _services.GetRequiredService<IBotManager>();

    private IBot<PayInput, string> Bot => _services.GetRequiredService<IBot<PayInput, string>>();

    private IBotLedger Ledger => _services.GetRequiredService<IBotLedger>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Enqueue_WithoutProtector_IsReadable()
    {
        await ReopenAsync(isProtected: false);

        await Bot.EnqueueAsync(Input, cancellationToken: Token);

        Files().Should().Contain(Secret).And.Contain("987654321", "this is what the other tests look for");
    }

    [Fact]
    public async Task Enqueue_IsInNoFileAndTheBotGetsItAfterARestart()
    {
        var id = await Bot.EnqueueAsync(Input, cancellationToken: Token);
        ShouldHideSecrets();
        await ReopenAsync();

        await WorkAsync();

        _seen.Should().ContainSingle().Which.Should().BeEquivalentTo(Input);
        (await Ledger.FindAsync(id, Token))!.Status.Should().Be(BotStatus.Succeeded);
        ShouldHideSecrets();
    }

    [Fact]
    public async Task Enqueue_InATransaction_IsInNoFile()
    {
        await _services.GetRequiredService<RelationalStore>().StartAsync(Token);
        await using (var connection = new SqliteConnection(ConnectionString))
        {
            await connection.OpenAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            await Manager.EnqueueAsync(new BotRequest("pay", Input), transaction, cancellationToken: Token);
            await transaction.CommitAsync(Token);
        }

        ShouldHideSecrets();
        await WorkAsync();
        _seen.Should().ContainSingle().Which.Should().BeEquivalentTo(Input);
    }

    [Theory]
    [InlineData("k1", true)]
    [InlineData(null, true)]
    [InlineData(null, false)]
    public async Task Run_Direct_IsInNoFile(string? key, bool isDurable)
    {
        await Bot.RunAsync(Input, new BotRunOptions { Durable = isDurable, IdempotencyKey = key }, Token);

        await _services.GetRequiredService<RelationalStore>().DrainAsync(Token);

        _seen.Should().ContainSingle();
        ShouldHideSecrets();
    }

    [Fact]
    public async Task Replay_IsInNoFileAndRunsWithTheSameInput()
    {
        var id = await Bot.EnqueueAsync(Input, cancellationToken: Token);
        await WorkAsync();

        await Manager.ReplayAsync(id, cancellationToken: Token);

        ShouldHideSecrets();
        await WorkAsync();
        _seen.Should().HaveCount(2).And.AllSatisfy(seen => seen.Should().BeEquivalentTo(Input));
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("durable")]
    [InlineData("recorded")]
    public async Task End_MembersAreNotKept_TheyAreGone(string door)
    {
        await ReopenAsync(keeps: false);
        var id = door == "queued" ? await Bot.EnqueueAsync(Input, cancellationToken: Token)
            : (await Bot.RunAsync(Input, new BotRunOptions { Durable = door == "durable" }, Token)).ExecutionId;
        await WorkAsync();
        await _services.GetRequiredService<RelationalStore>().DrainAsync(Token);

        var replay = async () => await Manager.ReplayAsync(id, cancellationToken: Token);

        (await replay.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.InputRemoved);
        Encoding.UTF8.GetString((await Ledger.FindAsync(id, Token))!.Input.Span).Should().Contain("customer-ann").And.NotContain("sealed");
        (await Manager.ReplayAsync(id, """{"customer":"c","card":"other","parts":[]}"""u8.ToArray(), cancellationToken: Token)).Should().NotBeNull();
    }

    [Fact]
    public async Task Erase_OfAnEncryptedRun_BlanksIt()
    {
        var id = await Bot.EnqueueAsync(Input, cancellationToken: Token);
        await WorkAsync();

        (await Manager.EraseAsync(id, "ann", Token)).Should().BeTrue();

        (await Ledger.FindAsync(id, Token))!.Input.IsEmpty.Should().BeTrue();
        (await Manager.ReplayAsync(id, cancellationToken: Token)).Should().BeNull();
    }

    [Fact]
    public async Task Deliver_BytesChangedInTheDatabase_FailsTheRun()
    {
        var id = await Bot.EnqueueAsync(Input, cancellationToken: Token);
        await using (var connection = new SqliteConnection(ConnectionString))
        {
            await connection.OpenAsync(Token);
            await using var change = connection.CreateCommand();
            change.CommandText = "update bot_run set input = replace(cast(input as text), 'botkit:sealed:', 'botkit:sealed:AAAA')";
            (await change.ExecuteNonQueryAsync(Token)).Should().Be(1);
        }

        await WorkAsync();

        _seen.Should().BeEmpty();
        (await Ledger.FindAsync(id, Token))!.Error!.Code.Should().Be(BotErrorCodes.DataInvalid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_TakesOverWhatALostNodeHadBegun_IsInNoFile(bool keeps)
    {
        await ReopenAsync(keeps: keeps);
        var bot = (System.Text.Json.Serialization.Metadata.JsonTypeInfo<PayInput>)Manager.Find("pay")!.InputJson!;
        var lost = new NodeRecord { Id = Guid.NewGuid(), Name = "lost", Version = "1", Lease = TimeSpan.FromMinutes(1) };
        await _services.GetRequiredService<IBotNodeStore>().JoinAsync(lost, Token);
        var begun = await Ledger.BeginAsync(
            new RunSubmission
            {
                ExecutionId = Given.NewId(),
                Bot = "pay",
                Trigger = BotTrigger.Code,
                Input = new StoredInput("pay", bot, 1, new Protector()).Seal(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Input, bot)),
                Fingerprint = Json.InputFingerprint.Compute("pay", 1, Input, bot),
                Origin = new RunOrigin { IdempotencyKey = "k1" },
            },
            lost.Id,
            Token);
        await _services.GetRequiredService<IBotNodeStore>().LeaveAsync(lost.Id, Token);

        var result = await Bot.RunAsync(Input, new BotRunOptions { IdempotencyKey = "k1" }, Token);

        result.ExecutionId.Should().Be(begun.ExecutionId);
        result.Status.Should().Be(BotStatus.Succeeded);
        _seen.Should().ContainSingle();
        ShouldHideSecrets();
        Encoding.UTF8.GetString((await Ledger.FindAsync(result.ExecutionId, Token))!.Input.Span).Should().Contain(keeps ? "botkit:sealed:" : "botkit:removed");
    }

    private string ConnectionString => $"Data Source={_folder.File("ledger.db")};Pooling=false";

    private void ShouldHideSecrets()
    {
        var files = Files();
        files.Should().NotContain(Secret).And.NotContain("987654321");
        files.Should().Contain("customer-ann").And.Contain("botkit:sealed:");
    }

    // With the write-ahead log, which holds what was committed last.
    private string Files()
    {
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
        {
            if (!file.EndsWith(".lock", StringComparison.Ordinal))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                all.Append(reader.ReadToEnd());
            }
        }

        return all.ToString();
    }

    private async Task WorkAsync()
    {
        var node = new NodeRecord { Id = Guid.NewGuid(), Name = "n", Version = "1", Lease = TimeSpan.FromMinutes(1) };
        await _services.GetRequiredService<IBotNodeStore>().JoinAsync(node, Token);
        var store = _services.GetRequiredService<IBotQueueStore>();
        foreach (var run in (await store.ClaimAsync(new(node.Id, [new BotSlots("pay", 10)], 10, true), Token)).Runs)
        {
            var delivered = await _services.GetRequiredService<IBotDelivery>().DeliverAsync(run, Token);
            (await Ledger.EndAsync(delivered.Outcome!, Token)).Should().BeTrue();
        }
    }

    private async Task ReopenAsync(bool isProtected = true, bool keeps = true)
    {
        await _services.DisposeAsync();
        _services = Open(isProtected, keeps);
    }

    private ServiceProvider Open(bool isProtected = true, bool keeps = true)
    {
        var services = new ServiceCollection().AddSingleton(_seen);
        services.AddSingleton<IBotQueueWorker, Worker>();
        return services.AddBotKit(bots =>
        {
            bots.AddBot<PayBot>("pay").Configure(options => options.Queue.KeepSensitiveInput = keeps);
            bots.UseSqlite(ConnectionString);
            if (isProtected)
            {
                bots.ProtectPayloads<Protector>();
            }
        }).BuildServiceProvider();
    }

    internal sealed record PayInput(string Customer, [property: Sensitive] string Card, IReadOnlyList<Part> Parts);

    internal sealed record Part(string Name, [property: Sensitive] long Number);

    internal sealed class PayBot(List<PayInput> seen) : BaseBot<PayInput, string>
    {
        protected override ValueTask<string> ExecuteAsync(PayInput input, BotContext context, CancellationToken cancellationToken)
        {
            seen.Add(input);
            return new("done");
        }
    }

    private sealed class Worker : IBotQueueWorker
    {
        public bool IsWorking => true;
    }

    private sealed class Protector : IBotPayloadProtector
    {
        private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(static number => (byte)number)];

        public byte[] Protect(ReadOnlySpan<byte> plaintext)
        {
            var result = new byte[28 + plaintext.Length];
            RandomNumberGenerator.Fill(result.AsSpan(0, 12));
            using var aes = new AesGcm(Key, 16);
            aes.Encrypt(result.AsSpan(0, 12), plaintext, result.AsSpan(28), result.AsSpan(12, 16));
            return result;
        }

        public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes)
        {
            if (protectedBytes.Length < 28)
            {
                throw new CryptographicException("Too short.");
            }

            var plain = new byte[protectedBytes.Length - 28];
            using var aes = new AesGcm(Key, 16);
            aes.Decrypt(protectedBytes[..12], protectedBytes[28..], protectedBytes.Slice(12, 16), plain);
            return plain;
        }
    }
}
