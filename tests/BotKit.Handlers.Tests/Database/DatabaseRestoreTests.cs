using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseRestoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restore_OfChinookAfterTheOriginalIsDamaged_GivesIdenticalRowsAndKeys(bool trusted)
    {
        File.Copy(TestData.Path("database/Chinook_Sqlite.sqlite"), _folder["chinook.db"]);
        var options = Options("chinook.db");
        options.Trusted = trusted;
        var service = Databases.Service(options, "chinook");
        var before = Dump(_folder["chinook.db"]);

        var backup = await service.BackupAsync("chinook");
        Damage(_folder["chinook.db"]);
        (await service.CheckIntegrityAsync("chinook")).Healthy.Should().BeFalse();
        var restored = await service.RestoreAsync("chinook", backup.File);

        restored.Target.Should().Be("chinook-restored-20261123T123045678Z.db");
        restored.Tables.Should().Equal(backup.Tables).And.HaveCount(11);
        Dump(_folder[$"restored/{restored.Target}"]).Should().Equal(before);
        (await Databases.Service(Databases.File(_folder[$"restored/{restored.Target}"])).CheckIntegrityAsync("shop")).Healthy.Should().BeTrue();
    }

    [Fact]
    public async Task Restore_WithoutAName_TakesTheNewest()
    {
        var service = Databases.Service(Options("a.db", "CREATE TABLE t(a)"));
        var first = await service.BackupAsync("shop");
        var second = await service.BackupAsync("shop");

        (await service.RestoreAsync("shop")).Backup.Should().Be(second.File);
        (await service.ListBackupsAsync("shop")).Backups.Select(backup => backup.File).Should().Equal(second.File, first.File);
        (await service.ListBackupsAsync("shop")).Backups[1].TakenAt.Should().Be(Databases.Now);
    }

    [Theory]
    [InlineData("other-20261123T123045678Z.db")]
    [InlineData("shop-20261123T123045678Z.db\0")]
    [InlineData("../a.db")]
    [InlineData("/etc/passwd")]
    [InlineData("shop-*.db")]
    [InlineData("shop-notes.db")]
    public async Task Restore_OfWhatIsNoBackupOfTheDatabase_IsRefused(string name)
    {
        var service = Databases.Service(Options("a.db", "CREATE TABLE t(a)"));
        await service.BackupAsync("shop");
        File.WriteAllText(_folder["backups/shop-notes.db"], "");

        foreach (var call in (Func<Task>[])[() => service.RestoreAsync("shop", name).AsTask(), () => service.PlanRestoreAsync("shop", name).AsTask()])
        {
            (await call.Should().ThrowAsync<BotException>()).Which.Code.Should().Be(DatabaseErrorCodes.BackupUnknown);
        }

        Directory.Exists(_folder["restored"]).Should().BeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restore_OfADamagedBackup_IsRefusedAndLeavesNothing(bool hasChecksum)
    {
        File.Copy(TestData.Path("database/Chinook_Sqlite.sqlite"), _folder["a.db"]);
        var service = Databases.Service(Options("a.db"));
        var backup = await service.BackupAsync("shop");
        Damage(_folder[$"backups/{backup.File}"]);
        if (!hasChecksum)
        {
            File.Delete(_folder[$"backups/{backup.File}.sha256"]);
        }

        (await Databases.FailureOf(service.RestoreAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.BackupDamaged);

        _folder.Files.Should().Equal("a.db", backup.File);
    }

    [Fact]
    public async Task Restore_OfABackupWhoseRowsHaveChangedOnTheDisk_IsRefused()
    {
        var service = Databases.Service(Options("a.db", "CREATE TABLE t(a); INSERT INTO t VALUES ('a very rare text')"));
        var backup = await service.BackupAsync("shop");
        var path = _folder[$"backups/{backup.File}"];
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("rare"u8)]++;
        File.WriteAllBytes(path, bytes);

        (await Databases.FailureOf(service.RestoreAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.BackupDamaged);
    }

    [Fact]
    public async Task PlanRestore_SaysWhatARestoreWouldDoAndWritesNothing()
    {
        var service = Databases.Service(Options("a.db", "CREATE TABLE t(a)"));
        var backup = await service.BackupAsync("shop");

        var plan = await service.PlanRestoreAsync("shop");

        plan.Backup.Should().Be(backup.File);
        plan.Target.Should().Be("shop-restored-20261123T123045678Z.db");
        plan.RequiredBytes.Should().BePositive();
        Directory.Exists(_folder["restored"]).Should().BeFalse();
    }

    private DatabaseOptions Options(string file, string? sql = null)
    {
        var options = Databases.File(sql is null ? _folder[file] : _folder.Database(file, sql), backupFolder: _folder["backups"]);
        options.RestoreFolder = _folder["restored"];
        return options;
    }

    private static void Damage(string path)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = 200_000;
        file.Write(Enumerable.Repeat((byte)0x5a, 200_000).ToArray());
    }

    // Every row of every table, and the schema.
    private static List<string> Dump(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var tables = Read(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        return [.. Read(connection, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"), .. tables.SelectMany(table => Read(connection, $"SELECT * FROM \"{table}\" ORDER BY rowid"))];
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
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
