namespace BotKit.Handlers.Tests.Database;

public sealed class PostgresBackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Restore_OfChinookAfterTheOriginalIsDamaged_GivesIdenticalRowsAndKeys()
    {
        var connectionString = await PostgresDatabases.ChinookAsync();
        var before = await PostgresDatabases.FingerprintAsync(connectionString);
        var service = Databases.Service(PostgresDatabases.Options(connectionString, _folder["backups"]), "chinook");

        var backup = await service.BackupAsync("chinook");
        await PostgresDatabases.ExecuteAsync(connectionString, "DROP TABLE playlist_track; DELETE FROM invoice_line; UPDATE track SET name = 'x'; ALTER TABLE album DROP CONSTRAINT album_artist_id_fkey");
        var restored = await service.RestoreAsync("chinook");

        backup.File.Should().Be("chinook-20261123T123045678Z.dump");
        backup.Tables.Should().HaveCount(11).And.Contain(new BackupTable("playlist_track", 8715));
        _folder.Files.Should().Equal(backup.File);
        restored.Backup.Should().Be(backup.File);
        restored.Target.Should().Be("chinook_restored_20261123123045678");
        restored.Tables.Should().Equal(backup.Tables);
        (await PostgresDatabases.FingerprintAsync(PostgresDatabases.With(connectionString, restored.Target))).Should().Be(before);
        (await PostgresDatabases.FingerprintAsync(connectionString)).Should().NotBe(before, "a restore does not touch the database itself");
        await PostgresDatabases.ExecuteAsync(connectionString, $"DROP DATABASE {restored.Target}");
    }

    [Fact]
    public async Task Backup_OfHostileNamesAndRows_IsVerified()
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            """
            CREATE SCHEMA "S; --"; CREATE TABLE "S; --"."T"".x"(a text PRIMARY KEY, "B (" text);
            INSERT INTO "S; --"."T"".x" VALUES (E'\\.', E'COPY public.x (a) FROM stdin;\n\\.\n'), ('y', repeat('long', 100000));
            CREATE TABLE parent(id int PRIMARY KEY, UNIQUE (id)); CREATE TABLE child(id int REFERENCES parent);
            CREATE TABLE parted(id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (9);
            INSERT INTO parted VALUES (1), (2);
            """);
        var service = Databases.Service(PostgresDatabases.Options(connectionString, _folder["backups"]), "a-1");

        var backup = await service.BackupAsync("a-1");
        var restored = await service.RestoreAsync("a-1", backup.File);

        backup.Tables.Should().BeEquivalentTo([
            new BackupTable("S; --.T\".x", 2), new BackupTable("child", 0), new BackupTable("parent", 0), new BackupTable("part", 2)]);
        restored.Tables.Should().Equal(backup.Tables);
        await PostgresDatabases.ExecuteAsync(connectionString, $"DROP DATABASE {restored.Target}");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(3000)]
    public async Task Restore_OfADamagedBackup_IsRefusedAndLeavesNothing(int at)
    {
        var connectionString = await PostgresDatabases.CreateAsync("CREATE TABLE t(a text); INSERT INTO t SELECT md5(i::text) FROM generate_series(1, 1000) i");
        var service = Databases.Service(PostgresDatabases.Options(connectionString, _folder["backups"]));
        var backup = await service.BackupAsync("shop");
        await using (var file = File.OpenWrite(_folder[$"backups/{backup.File}"]))
        {
            file.Position = at;
            file.Write(new byte[400]);
            file.SetLength(file.Length - 5000);
        }

        var failure = await Databases.FailureOf(service.RestoreAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.BackupDamaged);
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_database WHERE datname LIKE 'shop_restored%'")).Should().Be(0);
    }

    [Fact]
    public async Task Restore_ThatTheServerRefuses_LeavesNothing()
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            "CREATE TABLE t(a int); INSERT INTO t VALUES (1), (1); SET session_replication_role = replica; CREATE TABLE u(a int PRIMARY KEY); CREATE TABLE v(a int REFERENCES u); INSERT INTO v VALUES (1)");
        var service = Databases.Service(PostgresDatabases.Options(connectionString, _folder["backups"]));
        await service.BackupAsync("shop");

        var failure = await Databases.FailureOf(service.RestoreAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.RestoreFailed);
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_database WHERE datname LIKE 'shop_restored%'")).Should().Be(0);
    }

    [Fact]
    public async Task Backup_MoreThanKept_RemovesTheOldest()
    {
        var options = PostgresDatabases.Options(await PostgresDatabases.CreateAsync("CREATE TABLE t(a int)"), _folder["backups"]);
        options.KeepBackups = 1;
        var service = Databases.Service(options);

        var first = await service.BackupAsync("shop");
        var second = await service.BackupAsync("shop");

        second.Removed.Should().Equal(first.File);
        Directory.GetFiles(_folder["backups"]).Select(Path.GetFileName).Should().BeEquivalentTo(second.File, second.File + ".sha256");
    }

    [Fact]
    public async Task Backup_WithoutPgDump_FailsWithItsCode()
    {
        var options = PostgresDatabases.Options(await PostgresDatabases.CreateAsync(), _folder["backups"]);
        options.ToolsFolder = _folder.Path;

        var failure = await Databases.FailureOf(Databases.Service(options).BackupAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.BackupToolMissing);
        _folder.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task Plans_SayWhatWouldBeDoneAndDoNothing()
    {
        var connectionString = await PostgresDatabases.CreateAsync("CREATE TABLE t(a int)");
        var service = Databases.Service(PostgresDatabases.Options(connectionString, _folder["backups"]));

        (await service.PlanBackupAsync("shop")).File.Should().Be("shop-20261123T123045678Z.dump");
        (await Databases.FailureOf(service.PlanRestoreAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.BackupUnknown);
        Directory.Exists(_folder["backups"]).Should().BeFalse();
        var backup = await service.BackupAsync("shop");
        var plan = await service.PlanRestoreAsync("shop");

        plan.Backup.Should().Be(backup.File);
        plan.Target.Should().Be("shop_restored_20261123123045678");
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_database WHERE datname LIKE 'shop_restored_20261123123045678%'")).Should().Be(0);
    }

    public void Dispose() => _folder.Dispose();
}
