using BotKit.Files;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Files;

/// <summary>What is left in the folder by processes that were killed, by damage, and by those who may write there.</summary>
public sealed class FileCleaningTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly FolderBotFileStore _store;

    public FileCleaningTests() => _store = Open();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".bin")]
    [InlineData(".bin", ".part")]
    [InlineData(".part")]
    [InlineData(".bin", ".gone")]
    [InlineData(".gone")]
    public async Task Leftovers_OfAKilledWriter_AreNotListedAndGoAfterAnHour(params string[] endings)
    {
        var file = await SaveAsync();
        var id = Leave(endings);

        (await _store.ListAsync(new(), default)).Should().Equal(file);
        (await _store.FindAsync(id, default)).Should().BeNull();
        _clock.Advance(Hour - TimeSpan.FromSeconds(1));
        Open().Clean(10, default).Should().Be(0);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Open().Clean(10, default).Should().Be(1);

        _folder.Names.Should().BeEquivalentTo(file.Id + ".bin", file.Id + ".json");
    }

    [Fact]
    public async Task Draft_OfAnotherProcessThatStillWrites_Stays()
    {
        var other = Open();
        BotFile? file = null;

        file = await other.SaveAsync(new("a", ""), async (stream, token) =>
        {
            await stream.WriteAsync(new byte[100_000], token);
            _clock.Advance(10 * Hour);
            _store.Clean(10, default).Should().Be(0);
            await stream.WriteAsync(new byte[100_000], token);
        }, default);

        (await _store.FindAsync(file.Id, default))!.Bytes.Should().Be(200_000);
    }

    [Fact]
    public async Task Draft_ThatWasTakenForALeftover_IsNotPublished()
    {
        await SaveAsync();
        var save = async () => await _store.SaveAsync(new("a", ""), (stream, _) =>
        {
            stream.Write(new byte[10]);
            var draft = Directory.EnumerateFiles(_folder.Files, "*.part").Single();
            File.Move(draft, Path.ChangeExtension(draft, ".gone"));
            return ValueTask.CompletedTask;
        }, default);

        await save.Should().ThrowAsync<FileNotFoundException>();
        (await _store.ListAsync(new(), default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Expired_GoInBoundedBatches()
    {
        for (var i = 0; i < 5; i++)
        {
            await SaveAsync(Start + Hour);
        }

        var kept = await SaveAsync(Start + (2 * Hour));
        _clock.Advance(Hour);

        (_store.Clean(2, default), _store.Clean(2, default), _store.Clean(2, default), _store.Clean(2, default)).Should().Be((2, 2, 1, 0));
        _folder.Names.Should().BeEquivalentTo(kept.Id + ".bin", kept.Id + ".json");
    }

    [Fact]
    public async Task Save_CleansUpFirstNowAndThen()
    {
        await SaveAsync(Start + Hour);
        _clock.Advance(Hour);

        var kept = await SaveAsync();

        _folder.Names.Should().BeEquivalentTo(kept.Id + ".bin", kept.Id + ".json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"name":"a","contentType":"a/b","bytes":1,"sha256":"","createdAt":"2026-01-05T08:00:00Z","expiresAt":"2027-01-05T08:00:00Z","bot":null,"executionId":null}""")]
    [InlineData("""{"version":1,"name":"a","contentType":"a/b","bytes":7,"sha256":"","createdAt":"2026-01-05T08:00:00Z","expiresAt":"2027-01-05T08:00:00Z","bot":null,"executionId":null}""")]
    [InlineData("""{"version":1,"name":"a","contentType":"a/b","bytes":1,"sha256":"","createdAt":"2026-01-05T08:00:00Z","expiresAt":"2027-01-05T08:00:00Z","bot":null,"executionId":null,"path":"/etc/passwd"}""")]
    public async Task Record_ThatIsDamaged_IsNoFileAndGoesWithTime(string record)
    {
        var file = await SaveAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.Files, file.Id + ".json"), record);

        (await _store.FindAsync(file.Id, default)).Should().BeNull();
        (await _store.OpenReadAsync(file.Id, default)).Should().BeNull();
        (await _store.ListAsync(new(), default)).Should().BeEmpty();
        _store.Clean(10, default).Should().Be(0);
        _clock.Advance(TimeSpan.FromDays(400));
        Open().Clean(10, default).Should().Be(1);
        _folder.Names.Should().BeEmpty();
    }

    [Fact]
    public async Task Bytes_ThatAreCutOff_AreNoFile()
    {
        var file = await SaveAsync();
        await File.WriteAllBytesAsync(Path.Combine(_folder.Files, file.Id + ".bin"), []);

        (await _store.FindAsync(file.Id, default)).Should().BeNull();
    }

    [Fact]
    public async Task OtherThings_InTheFolder_AreLeftAlone()
    {
        await SaveAsync(Start + Hour);
        var others = new[] { "notes.txt", "0123456789abcdefghijklmnopqrstuv01234567", "0123456789abcdefghijklmnopqrstuv01234567.txt", ".bin", "x.json" };
        foreach (var name in others)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.Files, name), "mine");
        }

        Directory.CreateDirectory(Path.Combine(_folder.Files, "0123456789abcdefghijklmnopqrstuv01234567.bin"));
        _clock.Advance(TimeSpan.FromDays(4_000));

        Open().Clean(100, default).Should().Be(1);

        _folder.Names.Should().BeEquivalentTo(others);
    }

    [Theory]
    [InlineData(".bin")]
    [InlineData(".json")]
    public async Task Link_InTheFolder_IsNotFollowed(string ending)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var file = await SaveAsync();
        var inside = Path.Combine(_folder.Files, file.Id + ending);
        var outside = Path.Combine(_folder.Root, "secret");
        File.Copy(inside, outside);
        File.Delete(inside);
        File.CreateSymbolicLink(inside, outside);

        (await _store.FindAsync(file.Id, default)).Should().BeNull();
        (await _store.OpenReadAsync(file.Id, default)).Should().BeNull();
        (await _store.DeleteAsync(file.Id, default)).Should().BeFalse();
        _clock.Advance(TimeSpan.FromDays(400));
        Open().Clean(10, default);
        File.Exists(outside).Should().BeTrue();
    }

    [Fact]
    public async Task Folder_BehindALink_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var target = Directory.CreateDirectory(Path.Combine(_folder.Root, "elsewhere"));
        Directory.CreateSymbolicLink(_folder.Files, target.FullName);

        var save = async () => await SaveAsync();

        (await save.Should().ThrowAsync<IOException>()).WithMessage("*symbolic link*");
        target.EnumerateFiles().Should().BeEmpty();
    }

    [Fact]
    public async Task Maintenance_OfTheHost_CleansUpTheFolderOnly()
    {
        var folder = new FileMaintenance(_store);
        await SaveAsync(Start + Hour);
        _clock.Advance(Hour);

        (await folder.CleanAsync(new RetentionOptions(), default)).Should().Be(1);
        (await new FileMaintenance(new Testing.RecordingFileStore(_clock)).CleanAsync(new RetentionOptions(), default)).Should().Be(0);
    }

    [Fact]
    public void Host_HasTheFoldersMaintenanceBesideTheLedgers()
    {
        using var services = new ServiceCollection().AddBotKit(_ => { }).AddBotKit(_ => { }).BuildServiceProvider();

        services.GetServices<IBotMaintenance>().Select(part => part.GetType()).Should().BeEquivalentTo([typeof(FileMaintenance), typeof(InMemoryMaintenance)]);
        services.GetRequiredService<IBotMaintenance>().Should().BeOfType<InMemoryMaintenance>();
    }

    private FolderBotFileStore Open() => new(new() { Folder = _folder.Files }, _clock, NullLogger.Instance);

    private ValueTask<BotFile> SaveAsync(DateTimeOffset? expiresAt = null)
        => _store.SaveAsync(new("a", "") { ExpiresAt = expiresAt }, static async (stream, token) => await stream.WriteAsync(new byte[1], token), default);

    private string Leave(string[] endings)
    {
        var id = FileId.Create(FileId.UnitOf(_clock.GetUtcNow()));
        foreach (var ending in endings)
        {
            File.WriteAllText(Path.Combine(_folder.Files, id + ending), "half");
        }

        return id;
    }
}
