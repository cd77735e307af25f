using System.Security.Cryptography;
using System.Text;
using BotKit.Files;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Files;

/// <summary>What every store of files does.</summary>
public abstract class FileStoreRules
{
    protected static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    protected FakeTimeProvider Clock { get; } = new(Start);

    protected abstract IBotFileStore Store { get; }

    [Fact]
    public async Task Save_ThenRead_GivesTheSameBytesAndWhatWasSaid()
    {
        var run = Guid.CreateVersion7(Start);
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        var file = await SaveAsync(new BotFileDescription("leads.csv", "text/csv; charset=utf-8") { Bot = "lead", ExecutionId = run }, bytes);

        file.Should().BeEquivalentTo(new
        {
            Name = "leads.csv",
            ContentType = "text/csv; charset=utf-8",
            Bytes = 300_000L,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            CreatedAt = Start,
            Bot = "lead",
            ExecutionId = run,
            ExpiresAt = Start.AddDays(30),
        });
        (await Store.FindAsync(file.Id, default)).Should().Be(file);
        (await ReadAsync(file.Id)).Should().Equal(bytes);
    }

    [Fact]
    public async Task Save_Nothing_IsAnEmptyFile()
    {
        var file = await SaveAsync("empty.txt", []);

        file.Bytes.Should().Be(0);
        file.Sha256.Should().Be("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        (await ReadAsync(file.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Save_WriterThatClosesItsStream_KeepsAllOfIt()
    {
        var file = await Store.SaveAsync(new("a.txt", "text/plain"), async (stream, _) =>
        {
            var writer = new StreamWriter(stream, Encoding.UTF8);
            await writer.WriteAsync("hello");
            await writer.DisposeAsync();
        }, default);

        Encoding.UTF8.GetString(await ReadAsync(file.Id)).Should().EndWith("hello");
        file.Bytes.Should().Be(8);
    }

    [Fact]
    public async Task Save_WriterThatFails_LeavesNothing()
    {
        var save = async () => await Store.SaveAsync(new("a.txt", "text/plain"), async (stream, token) =>
        {
            await stream.WriteAsync(new byte[200_000], token);
            throw new InvalidTimeZoneException();
        }, default);

        await save.Should().ThrowAsync<InvalidTimeZoneException>();
        (await Store.ListAsync(new(), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Save_Canceled_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var save = async () => await Store.SaveAsync(new("a.txt", "text/plain"), async (stream, token) =>
        {
            await stream.WriteAsync(new byte[10], CancellationToken.None);
            await cancel.CancelAsync();
        }, cancel.Token);

        await save.Should().ThrowAsync<OperationCanceledException>();
        (await Store.ListAsync(new(), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Save_UnderWay_IsNotListed()
    {
        IReadOnlyList<BotFile>? seen = null;

        await Store.SaveAsync(new("a.txt", "text/plain"), async (stream, token) =>
        {
            await stream.WriteAsync(new byte[200_000], token);
            seen = await Store.ListAsync(new(), token);
        }, default);

        seen.Should().BeEmpty();
        (await Store.ListAsync(new(), default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Stream_OfAWriter_CanOnlyBeWrittenAndOnlyMeanwhile()
    {
        Stream? kept = null;

        await Store.SaveAsync(new("a.txt", "text/plain"), (stream, _) =>
        {
            kept = stream;
            stream.CanRead.Should().BeFalse();
            stream.CanSeek.Should().BeFalse();
            return ValueTask.CompletedTask;
        }, default);

        var write = () =>
        {
            kept!.Write(new byte[100_000]);
            kept.Flush();
        };
        write.Should().Throw<Exception>();
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Windows\system.ini", "system.ini")]
    [InlineData("a\r\nSet-Cookie: b", "aSet-Cookie b")]
    [InlineData("nul\0byte.txt", "nulbyte.txt")]
    [InlineData("exe.\u202Etxt", "exe.txt")]
    [InlineData("\uD800x", "x")]
    [InlineData("Bücher \U0001F4D6.csv", "Bücher \U0001F4D6.csv")]
    [InlineData("..", "file")]
    [InlineData("a/", "file")]
    [InlineData("  ", "file")]
    [InlineData("", "file")]
    public async Task Name_IsCleanedAndNeverAPath(string name, string kept)
        => (await SaveAsync(name.Replace(": ", " ", StringComparison.Ordinal), [1])).Name.Should().Be(kept);

    [Fact]
    public async Task Name_AnyText_IsShortAndReadable()
        => await Gen.String[0, 300].SampleAsync(
            async text =>
            {
                var name = (await SaveAsync(text, [])).Name;

                name.Length.Should().BeInRange(1, 200);
                name.Any(character => char.IsControl(character) || character is '/' or '\\').Should().BeFalse();
                name.EnumerateRunes().Should().NotContain(Rune.ReplacementChar);
            },
            iter: 100,
            threads: 1);

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("APPLICATION/json ; a=\"b\"", "APPLICATION/json ; a=\"b\"")]
    [InlineData("text", "application/octet-stream")]
    [InlineData("text/", "application/octet-stream")]
    [InlineData("text/a/b", "application/octet-stream")]
    [InlineData("text/html\r\nX: y", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public async Task ContentType_ThatIsNone_IsThatOfAnything(string type, string kept)
        => (await SaveAsync(new BotFileDescription("a", type), [])).ContentType.Should().Be(kept);

    [Fact]
    public async Task Ids_AreUnguessableAndInOrder()
    {
        var ids = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add((await SaveAsync("a", [])).Id);
        }

        ids.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
        ids.Should().AllSatisfy(id => id.Should().MatchRegex("^[0-9a-v]{40}$"));
        // 144 of 200 bits are random: of two ids made in one instant about 31 of 32 of those digits differ.
        ids[0].Zip(ids[1]).Skip(12).Count(pair => pair.First != pair.Second).Should().BeGreaterThan(15);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("../secret")]
    [InlineData("..%2Fsecret")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("CON")]
    [InlineData("0123456789abcdefghijklmnopqrstuv01234567.bin")]
    [InlineData("0123456789ABCDEFGHIJKLMNOPQRSTUV01234567")]
    [InlineData("0123456789abcdefghijklmnopqrstuv01234567")]
    public async Task Id_ThatNobodyHas_IsNoFile(string id)
    {
        await SaveAsync("a", [1]);

        (await Store.FindAsync(id, default)).Should().BeNull();
        (await Store.OpenReadAsync(id, default)).Should().BeNull();
        (await Store.DeleteAsync(id, default)).Should().BeFalse();
    }

    [Fact]
    public async Task List_IsNewestFirstAndPages()
    {
        var files = new List<BotFile>();
        for (var i = 0; i < 5; i++)
        {
            files.Add(await SaveAsync($"{i}", []));
            Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        var first = await Store.ListAsync(new() { Count = 2 }, default);
        await Store.DeleteAsync(first[1].Id, default);
        var rest = await Store.ListAsync(new() { Count = 10, Before = first[1].Id }, default);

        first.Concat(rest).Should().Equal(files.AsEnumerable().Reverse());
    }

    [Fact]
    public async Task List_FiltersByBotAndRun()
    {
        var run = Guid.CreateVersion7(Start);
        var wanted = await SaveAsync(new BotFileDescription("a", "") { Bot = "lead", ExecutionId = run }, []);
        await SaveAsync(new BotFileDescription("b", "") { Bot = "lead" }, []);
        await SaveAsync(new BotFileDescription("c", "") { Bot = "analytics", ExecutionId = run }, []);

        (await Store.ListAsync(new() { Bot = "lead" }, default)).Should().HaveCount(2);
        (await Store.ListAsync(new() { Bot = "lead", ExecutionId = run }, default)).Should().Equal(wanted);
        (await Store.ListAsync(new() { Bot = "lead", Count = 1, Before = wanted.Id }, default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task List_CountOutOfRange_Throws(int count)
    {
        var list = async () => await Store.ListAsync(new() { Count = count }, default);

        await list.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Delete_File_IsGoneForWhoComesLaterOnly()
    {
        var file = await SaveAsync("a", [1, 2, 3]);
        await using var open = await Store.OpenReadAsync(file.Id, default);

        (await Store.DeleteAsync(file.Id, default)).Should().BeTrue();

        (await Store.DeleteAsync(file.Id, default)).Should().BeFalse();
        (await Store.FindAsync(file.Id, default)).Should().BeNull();
        (await Store.ListAsync(new(), default)).Should().BeEmpty();
        open!.ReadByte().Should().Be(1);
    }

    [Fact]
    public async Task Expiry_IsTheFilesOwnOrTheStores()
    {
        var soon = await SaveAsync(new BotFileDescription("a", "") { ExpiresAt = Start.AddHours(1) }, []);
        var late = await SaveAsync("b", []);

        Clock.Advance(TimeSpan.FromHours(1));
        (await Store.ListAsync(new(), default)).Should().Equal(late);
        (await Store.OpenReadAsync(soon.Id, default)).Should().BeNull();
        Clock.Advance(TimeSpan.FromDays(30));

        (await Store.FindAsync(late.Id, default)).Should().BeNull();
        (await Store.DeleteAsync(late.Id, default)).Should().BeFalse();
    }

    [Fact]
    public async Task Stream_ThatIsRead_CanBeSought()
    {
        var file = await SaveAsync("a", [1, 2, 3, 4]);
        await using var stream = await Store.OpenReadAsync(file.Id, default);

        stream!.Seek(2, SeekOrigin.Begin);

        (stream.ReadByte(), stream.Length, stream.CanWrite).Should().Be((3, 4, false));
    }

    protected ValueTask<BotFile> SaveAsync(string name, byte[] bytes) => SaveAsync(new BotFileDescription(name, "text/plain"), bytes);

    protected ValueTask<BotFile> SaveAsync(BotFileDescription file, byte[] bytes)
        => Store.SaveAsync(file, async (stream, token) => await stream.WriteAsync(bytes, token), default);

    protected async Task<byte[]> ReadAsync(string id)
    {
        await using var stream = await Store.OpenReadAsync(id, default);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        return copy.ToArray();
    }
}
