using BotKit.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Core.Tests.Files;

public sealed class FolderBotFileStoreTests : FileStoreRules, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly BotFileOptions _options;
    private readonly FolderBotFileStore _store;
    private long _free = long.MaxValue;

    public FolderBotFileStoreTests()
    {
        _options = new() { Folder = _folder.Files };
        _store = Open();
    }

    protected override IBotFileStore Store => _store;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_WithoutAFile_IsNotMade()
    {
        (await Store.ListAsync(new(), default)).Should().BeEmpty();
        _store.Clean(10, default).Should().Be(0);

        Directory.Exists(_folder.Files).Should().BeFalse();
    }

    [Fact]
    public async Task Files_SurviveTheProcess()
    {
        var file = await SaveAsync(new BotFileDescription("a.csv", "text/csv") { Bot = "lead", ExecutionId = Guid.CreateVersion7(Start) }, [1, 2]);

        (await Open().ListAsync(new(), default)).Should().Equal(file);
    }

    [Fact]
    public async Task Names_InTheFolder_AreMadeOfTheIdAndForTheOwnerOnly()
    {
        var file = await SaveAsync("../../evil.sh", [1]);

        _folder.Names.Should().BeEquivalentTo(file.Id + ".bin", file.Id + ".json");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder.Files).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            foreach (var name in _folder.Names)
            {
                File.GetUnixFileMode(Path.Combine(_folder.Files, name)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    [Fact]
    public async Task Save_ThatFails_LeavesNoBytesAndTakesNoRoom()
    {
        _options.MaxFiles = 1;
        for (var i = 0; i < 3; i++)
        {
            var save = async () => await Store.SaveAsync(new("a", ""), static (stream, _) =>
            {
                stream.Write(new byte[200_000]);
                throw new InvalidTimeZoneException();
            }, default);
            await save.Should().ThrowAsync<InvalidTimeZoneException>();
        }

        _folder.Names.Should().BeEmpty();
        await SaveAsync("a", [1]);
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public async Task Save_LargerThanAFileMayBe_IsRefusedAndLeavesNothing(int bytes, bool fits)
    {
        _options.MaxFileBytes = 100_000;

        var code = await TrySaveAsync(bytes);
        var known = await TrySaveAsync(bytes, isKnown: true);

        (code, known).Should().Be(fits ? (null, null) : (BotErrorCodes.FileTooLarge, BotErrorCodes.FileTooLarge));
        _folder.Names.Should().HaveCount(fits ? 4 : 0);
    }

    [Fact]
    public async Task Save_TooLargeForAWriterThatCatchesEverything_IsRefusedAllTheSame()
    {
        _options.MaxFileBytes = 100_000;
        var save = async () => await Store.SaveAsync(new("a", ""), static async (stream, token) =>
        {
            for (var i = 0; i < 4; i++)
            {
                try
                {
                    await stream.WriteAsync(new byte[70_000], token);
                }
                catch (BotException)
                {
                    // As a careless bot does.
                }
            }
        }, default);

        (await save.Should().ThrowAsync<BotException>()).Which.Code.Should().Be(BotErrorCodes.FileTooLarge);
        _folder.Names.Should().BeEmpty();
    }

    [Fact]
    public async Task Save_BeyondAllBytes_IsRefusedUntilThereIsRoom()
    {
        _options.MaxTotalBytes = 250_000;
        var first = await SaveAsync("a", new byte[200_000]);

        (await TrySaveAsync(50_001)).Should().Be(BotErrorCodes.FileStoreFull);
        (await TrySaveAsync(50_001, isKnown: true)).Should().Be(BotErrorCodes.FileStoreFull);
        (await TrySaveAsync(50_000)).Should().BeNull();
        await Store.DeleteAsync(first.Id, default);
        (await TrySaveAsync(200_000)).Should().BeNull();
    }

    [Fact]
    public async Task Save_AtTheSameTime_DoNotPassTheLimitTogether()
    {
        _options.MaxTotalBytes = 1_000_000;

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TrySaveAsync(100_000))));

        codes.Count(code => code is null).Should().BeLessThanOrEqualTo(10);
        codes.Where(code => code is not null).Should().OnlyContain(code => code == BotErrorCodes.FileStoreFull);
        _folder.Names.Count().Should().Be(2 * codes.Count(code => code is null));
        // What was refused has given its room back.
        (await TrySaveAsync(1_000_000 - (100_000 * codes.Count(code => code is null)))).Should().BeNull();
    }

    [Fact]
    public async Task Save_BeyondAllFiles_IsRefusedUntilOneExpires()
    {
        _options.MaxFiles = 2;
        await SaveAsync(new BotFileDescription("a", "") { ExpiresAt = Start.AddMinutes(1) }, [1]);
        await SaveAsync("b", [1]);

        (await TrySaveAsync(1)).Should().Be(BotErrorCodes.FileStoreFull);
        Clock.Advance(TimeSpan.FromMinutes(1));

        (await TrySaveAsync(1)).Should().BeNull();
        _folder.Names.Should().HaveCount(4);
    }

    [Fact]
    public async Task Save_OnADiskThatIsNearlyFull_IsRefused()
    {
        _options.MinFreeBytes = 1_000;
        _free = 1_099;

        (await TrySaveAsync(100, isKnown: true)).Should().Be(BotErrorCodes.FileStoreFull);
        _free = 1_100;
        (await TrySaveAsync(100, isKnown: true)).Should().BeNull();
    }

    [Fact]
    public async Task Save_OnADiskThatFillsUpMeanwhile_IsRefusedAndLeavesNothing()
    {
        var save = async () => await Store.SaveAsync(new("a", ""), async (stream, token) =>
        {
            _free = 0;
            for (var i = 0; i < 17; i++)
            {
                await stream.WriteAsync(new byte[1 << 20], token);
            }
        }, default);

        (await save.Should().ThrowAsync<BotException>()).Which.Code.Should().Be(BotErrorCodes.FileStoreFull);
        _folder.Names.Should().BeEmpty();
    }

    private FolderBotFileStore Open() => new(_options, Clock, NullLogger.Instance, _ => _free);

    private async Task<string?> TrySaveAsync(int bytes, bool isKnown = false)
    {
        try
        {
            await SaveAsync(new BotFileDescription("a", "") { Bytes = isKnown ? bytes : null }, new byte[bytes]);
            return null;
        }
        catch (BotException exception)
        {
            return exception.Code;
        }
    }
}
