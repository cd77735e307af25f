using BotKit.Handlers.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseBackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Backup_Chinook_IsAVerifiedCopyWithTheSameRows(bool trusted)
    {
        var source = TestData.Path("database/Chinook_Sqlite.sqlite");
        var service = Databases.Service(Databases.File(source, trusted, _folder.Path), "chinook");

        var backup = await service.BackupAsync("chinook");

        backup.File.Should().Be("chinook-20261123T123045678Z.db");
        backup.Tables.Should().HaveCount(11).And.Contain(new BackupTable("PlaylistTrack", 8715));
        backup.Removed.Should().BeEmpty();
        _folder.Files.Should().Equal(backup.File);
        backup.Bytes.Should().Be(new FileInfo(_folder[backup.File]).Length);
        foreach (var table in backup.Tables)
        {
            Rows(_folder[backup.File], table.Name).Should().Equal(Rows(source, table.Name));
        }
    }

    [Fact]
    public async Task Backup_File_BelongsToItsOwnerOnly()
    {
        var backup = await TakeAsync(_folder["private"]);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder[$"private/{backup.File}"]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(_folder["private"]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Backup_OfADatabaseInUseWithALog_IsOneFileWithTheCommittedRows()
    {
        using var writer = new SqliteConnection($"Data Source={_folder["live.db"]};Pooling=False");
        writer.Open();
        SqliteStatements.Execute(writer, "PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES (1), (2); BEGIN; INSERT INTO t VALUES (3)");
        Directory.CreateDirectory(_folder["backups"]);

        var backup = await Databases.Service(Databases.File(_folder["live.db"], backupFolder: _folder["backups"])).BackupAsync("shop");

        backup.Tables.Should().Equal(new BackupTable("t", 2));
        Directory.GetFiles(_folder["backups"]).Where(file => !TemporaryFolder.IsChecksum(file)).Should().Equal(_folder[$"backups/{backup.File}"]);
        (await Databases.Service(Databases.File(_folder[$"backups/{backup.File}"])).GetHealthAsync("shop")).JournalMode.Should().Be("delete");
    }

    [Fact]
    public async Task Backup_MoreThanKept_RemovesTheOldestOfThisDatabaseOnly()
    {
        var clock = new FakeTimeProvider(Databases.Now);
        var options = Options();
        options.KeepBackups = 3;
        var service = Databases.Service(options, timeProvider: clock);
        var backups = Directory.CreateDirectory(_folder["backups"]).FullName;
        string[] others = ["shop-2-20200101T000000000Z.db", "shop-notes.db", "other-20200101T000000000Z.db", "shop-20200101T000000000Z.txt"];
        foreach (var other in others)
        {
            File.WriteAllText(Path.Combine(backups, other), "");
        }

        var taken = new List<DatabaseBackup>();
        for (var count = 0; count < 5; count++, clock.Advance(TimeSpan.FromDays(1)))
        {
            taken.Add(await service.BackupAsync("shop"));
        }

        taken.Select(backup => backup.Removed.Count).Should().Equal(0, 0, 0, 1, 1);
        taken[3].Removed.Should().Equal(taken[0].File);
        Directory.GetFiles(backups).Select(Path.GetFileName).Where(name => !TemporaryFolder.IsChecksum(name)).Should().BeEquivalentTo([.. others, .. taken.Skip(2).Select(backup => backup.File)]);
    }

    [Fact]
    public async Task Backup_TwiceInOneInstant_TakesTheNextFreeName()
    {
        var first = await TakeAsync(_folder["backups"]);
        var second = await TakeAsync(_folder["backups"]);

        first.File.Should().Be("shop-20261123T123045678Z.db");
        second.File.Should().Be("shop-20261123T123045679Z.db");
    }

    [Fact]
    public async Task Backup_WithoutRoom_FailsBeforeAnythingIsWritten()
    {
        var backups = new Backups(new FakeTimeProvider(Databases.Now), NullLogger<Backups>.Instance) { FreeBytes = _ => 1024 };

        var failure = await Databases.FailureOf(backups.TakeAsync(Entry(), new SqliteBackupSource(new InProcessSqliteHost(TimeProvider.System)), null, default));

        failure.Code.Should().Be(DatabaseErrorCodes.BackupNoSpace);
        failure.Severity.Should().Be(BotSeverity.Standard);
        Directory.GetFileSystemEntries(_folder["backups"]).Should().BeEmpty();
    }

    [Fact]
    public async Task Backup_ThatFailsHalfway_LeavesNoFile()
    {
        var backups = new Backups(new FakeTimeProvider(Databases.Now), NullLogger<Backups>.Instance);
        var host = new ScribblingHost(_ => new SqliteResponse { Fault = SqliteFault.Crashed });

        var failure = await Databases.FailureOf(backups.TakeAsync(Entry(), new SqliteBackupSource(host), null, default));

        failure.Code.Should().Be(DatabaseErrorCodes.DatabaseUnreadable);
        host.Destination.Should().StartWith(_folder["backups"]).And.EndWith(".partial");
        Directory.GetFileSystemEntries(_folder["backups"]).Should().BeEmpty();
    }

    [Fact]
    public async Task Backup_CanceledHalfway_LeavesNoFile()
    {
        var backups = new Backups(new FakeTimeProvider(Databases.Now), NullLogger<Backups>.Instance);
        using var cancel = new CancellationTokenSource();
        var host = new ScribblingHost(token =>
        {
            cancel.Cancel();
            token.ThrowIfCancellationRequested();
            return new SqliteResponse();
        });

        await FluentActions.Awaiting(async () => await backups.TakeAsync(Entry(), new SqliteBackupSource(host), null, cancel.Token)).Should().ThrowAsync<OperationCanceledException>();

        Directory.GetFileSystemEntries(_folder["backups"]).Should().BeEmpty();
    }

    [Fact]
    public async Task Backup_WhoseNameIsTakenInTheMeantime_OverwritesNothing()
    {
        var backups = new Backups(new FakeTimeProvider(Databases.Now), NullLogger<Backups>.Instance);
        var taken = _folder["backups/shop-20261123T123045678Z.db"];
        var host = new ScribblingHost(_ =>
        {
            File.WriteAllText(taken, "somebody else's");
            return new SqliteResponse { Result = new DatabaseBackup { Database = "shop", File = "x", Bytes = 1, Tables = [], Removed = [] } };
        });

        var failure = await Databases.FailureOf(backups.TakeAsync(Entry(), new SqliteBackupSource(host), null, default));

        failure.Code.Should().Be(DatabaseErrorCodes.BackupFolderRefused);
        Directory.GetFileSystemEntries(_folder["backups"]).Should().Equal(taken);
        File.ReadAllText(taken).Should().Be("somebody else's");
    }

    [Fact]
    public async Task Backup_LeftoversOfAKilledProcess_AreRemovedOnceTheyAreOld()
    {
        var backups = Directory.CreateDirectory(_folder["backups"]).FullName;
        string[] names = [".shop-20261123T103045678Z.db.partial", ".shop-20261123T103045678Z.db.partial-journal", ".shop-20261123T122045678Z.db.partial"];
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(backups, name), "half");
            File.SetLastWriteTimeUtc(Path.Combine(backups, name), Databases.Now.UtcDateTime - (name == names[2] ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(2)));
        }

        var backup = await TakeAsync(backups);

        Directory.GetFiles(backups).Select(Path.GetFileName).Where(name => !TemporaryFolder.IsChecksum(name)).Should().BeEquivalentTo(names[2], backup.File);
    }

    [Fact]
    public async Task PlanBackup_SaysWhatABackupWouldDoAndWritesNothing()
    {
        var options = Options();
        options.KeepBackups = 1;
        Directory.CreateDirectory(_folder["backups"]);
        File.WriteAllText(_folder["backups/shop-20200101T000000000Z.db"], "");
        var before = _folder.Files;

        var plan = await Databases.Service(options).PlanBackupAsync("shop");

        plan.File.Should().Be("shop-20261123T123045678Z.db");
        plan.Removed.Should().Equal("shop-20200101T000000000Z.db");
        plan.RequiredBytes.Should().BeGreaterThan(0);
        plan.FreeBytes.Should().BeGreaterThan(0);
        _folder.Files.Should().Equal(before);
    }

    [Fact]
    public async Task PlanBackup_WithoutAFolder_DoesNotMakeIt()
    {
        (await Databases.Service(Options()).PlanBackupAsync("shop")).Removed.Should().BeEmpty();

        Directory.Exists(_folder["backups"]).Should().BeFalse();
    }

    [Fact]
    public async Task Backup_OfAMissingFile_FailsAndMakesNothing()
    {
        var service = Databases.Service(Databases.File(_folder["none.db"], backupFolder: _folder["backups"]));

        (await Databases.FailureOf(service.BackupAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.DatabaseMissing);
        (await Databases.FailureOf(service.PlanBackupAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.DatabaseMissing);

        Directory.GetFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    private DatabaseOptions Options(string? backupFolder = null)
        => Databases.File(
            _folder.Database("a.db", "CREATE TABLE IF NOT EXISTS t(a); INSERT INTO t VALUES (1)"),
            backupFolder: backupFolder ?? _folder["backups"]);

    private DatabaseEntry Entry() => new("shop", _folder["a.db"], Options());

    private ValueTask<DatabaseBackup> TakeAsync(string backupFolder) => Databases.Service(Options(backupFolder)).BackupAsync("shop");

    private static List<string> Rows(string path, string table)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {SqliteStatements.Quote(table)} ORDER BY 1, 2";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values));
        }

        return rows;
    }

    public void Dispose() => _folder.Dispose();
}
