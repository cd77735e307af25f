using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Tests.Database;

/// <summary>Migrations, on both kinds of database.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string? _postgres;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Migrate_AppliesFilesInTheOrderOfTheirNumbersOnce(string provider)
    {
        var service = await ServiceAsync(provider);
        Write("0010_rows.sql", "INSERT INTO item VALUES (1, 'a;b'); -- ; COMMIT;\nINSERT INTO item VALUES (2, 'c');");
        Write("2-table.sql", "/* first */ CREATE TABLE item(id int PRIMARY KEY, name text);");
        Write("0011_empty.sql", "\n");

        var plan = await service.PlanMigrateAsync("shop");
        var done = await service.MigrateAsync("shop");
        var again = await service.MigrateAsync("shop");
        Write("0012_more.sql", "INSERT INTO item VALUES (3, 'd')");
        var more = await service.MigrateAsync("shop");

        plan.Pending.Select(file => (file.Version, file.File)).Should().Equal((2, "2-table.sql"), (10, "0010_rows.sql"), (11, "0011_empty.sql"));
        plan.Version.Should().Be(0);
        done.Applied.Select(file => file.File).Should().Equal("2-table.sql", "0010_rows.sql", "0011_empty.sql");
        done.Version.Should().Be(11);
        again.Applied.Should().BeEmpty();
        again.Version.Should().Be(11);
        more.Applied.Should().ContainSingle();
        (await CountAsync(provider, "item")).Should().Be(3);
        (await CountAsync(provider, "botkit_migrations")).Should().Be(4);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task PlanMigrate_ChangesNothing(string provider)
    {
        var service = await ServiceAsync(provider);
        Write("1_a.sql", "CREATE TABLE item(id int)");

        (await service.PlanMigrateAsync("shop")).Pending.Should().ContainSingle().Which.Checksum.Should().HaveLength(64);

        (await service.GetStatisticsAsync("shop")).Tables.Should().BeEmpty();
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Migrate_OfAFileThatFails_KeepsThoseBeforeAndNothingOfIt(string provider)
    {
        var service = await ServiceAsync(provider);
        Write("1_a.sql", "CREATE TABLE item(id int PRIMARY KEY)");
        Write("2_b.sql", "INSERT INTO item VALUES (1); INSERT INTO item VALUES (1);");
        Write("3_c.sql", "INSERT INTO item VALUES (7)");

        var failure = await Databases.FailureOf(service.MigrateAsync("shop"));
        (await CountAsync(provider, "item")).Should().Be(0);
        Write("2_b.sql", "INSERT INTO item VALUES (1)");
        var done = await service.MigrateAsync("shop");

        failure.Code.Should().Be(DatabaseErrorCodes.MigrationFailed);
        failure.Message.Should().StartWith("2_b.sql failed, and nothing of it is kept: ").And.NotContainAny(_folder.Path, "INSERT");
        done.Applied.Select(file => file.Version).Should().Equal(2, 3);
        (await CountAsync(provider, "item")).Should().Be(2);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Migrate_AfterAnAppliedFileHasChangedOrGone_AppliesNothing(string provider)
    {
        var service = await ServiceAsync(provider);
        Write("1_a.sql", "CREATE TABLE item(id int);\n");
        Write("3_c.sql", "INSERT INTO item VALUES (3)");
        await service.MigrateAsync("shop");

        Write("1_a.sql", "\uFEFFCREATE TABLE item(id int);\r\n");
        (await service.MigrateAsync("shop")).Applied.Should().BeEmpty("ends of lines make no difference");
        Write("4_d.sql", "INSERT INTO item VALUES (4)");
        Write("1_a.sql", "CREATE TABLE item(id int, name text);");
        (await Databases.FailureOf(service.MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.MigrationChanged);
        (await Databases.FailureOf(service.PlanMigrateAsync("shop"))).Message.Should().Be("1_a.sql is applied, and has changed since.");
        File.Delete(_folder["migrations/1_a.sql"]);
        (await Databases.FailureOf(service.MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.MigrationChanged);
        Write("1_a.sql", "CREATE TABLE item(id int);");
        Write("1_a.sql", "CREATE TABLE item(id int);\n");
        Write("2_b.sql", "INSERT INTO item VALUES (2)");
        (await Databases.FailureOf(service.MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.MigrationOutOfOrder);

        (await CountAsync(provider, "item")).Should().Be(1);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Migrate_BySeveralAtOnce_AppliesEachFileOnce(string provider)
    {
        var service = await ServiceAsync(provider);
        Write("00_x.txt", "not a migration");
        Write("01_a.sql", "CREATE TABLE item(id int)");
        for (var number = 2; number < 20; number++)
        {
            Write($"{number:00}_b.sql", "INSERT INTO item VALUES (1)");
        }

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.MigrateAsync("shop").AsTask()));

        done.SelectMany(run => run.Applied).Select(file => file.Version).Order().Should().Equal(Enumerable.Range(1, 19).Select(number => (long)number));
        (await CountAsync(provider, "item")).Should().Be(18);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Migrate_CanceledHalfway_IsContinuedByTheNext(string provider)
    {
        var service = await ServiceAsync(provider);
        using var cancel = new CancellationTokenSource();
        Write("1_a.sql", "CREATE TABLE item(id int)");
        Write("2_b.sql", provider == "sqlite"
            ? "INSERT INTO item VALUES (1); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO item SELECT i FROM n"
            : "INSERT INTO item VALUES (1); SELECT pg_sleep(600)");
        var progress = new Heard(_ => cancel.CancelAfter(100));

        await FluentActions.Awaiting(() => service.MigrateAsync("shop", progress, cancel.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        (await CountAsync(provider, "item")).Should().Be(0);
        Write("2_b.sql", "INSERT INTO item VALUES (1)");

        (await service.MigrateAsync("shop")).Applied.Should().ContainSingle().Which.Version.Should().Be(2);
    }

    [Theory]
    [InlineData("sqlite", "COMMIT")]
    [InlineData("sqlite", "INSERT INTO item VALUES (1); END; BEGIN")]
    [InlineData("sqlite", "SAVEPOINT x")]
    [InlineData("sqlite", "ATTACH '/tmp/other.db' AS other")]
    [InlineData("sqlite", "PRAGMA writable_schema=ON")]
    [InlineData("sqlite", "PRAGMA journal_mode=OFF")]
    [InlineData("postgresql", "COMMIT")]
    [InlineData("postgresql", "INSERT INTO item VALUES (1); END; BEGIN")]
    [InlineData("postgresql", "INSERT INTO item VALUES (1); /* x */ rollback -- y")]
    [InlineData("postgresql", "PREPARE TRANSACTION 'x'")]
    public async Task Migrate_OfAFileThatLeavesItsTransaction_IsRefused(string provider, string sql)
    {
        var service = await ServiceAsync(provider);
        Write("1_a.sql", "CREATE TABLE item(id int)");
        Write("2_b.sql", sql);

        (await Databases.FailureOf(service.MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.MigrationsRefused);

        (await CountAsync(provider, "item")).Should().Be(0);
        (await CountAsync(provider, "botkit_migrations")).Should().Be(1);
    }

    [Fact]
    public async Task Migrate_OfFunctionsAndSettingsOfAScript_Works()
    {
        var service = await ServiceAsync("postgresql");
        Write("1_a.sql", """
            SELECT pg_catalog.set_config('search_path', '', false); SET lock_timeout = 0;
            CREATE TABLE public.item(id int);
            CREATE FUNCTION public.one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 1; END;
            CREATE FUNCTION public.two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END $$;
            CREATE RULE r AS ON DELETE TO public.item DO ALSO (SELECT 1; SELECT 2);
            DO 'BEGIN INSERT INTO public.item VALUES (1); END';
            """);
        Write("2_b.sql", "INSERT INTO item SELECT one() + two()");

        (await service.MigrateAsync("shop")).Version.Should().Be(2);
        (await CountAsync("postgresql", "item WHERE id = 3")).Should().Be(1);
    }

    [Fact]
    public async Task Migrate_OfTriggersAndRebuiltTables_Works()
    {
        var service = await ServiceAsync("sqlite");
        Write("1_a.sql", """
            CREATE TABLE parent(id INTEGER PRIMARY KEY); CREATE TABLE item(id int REFERENCES parent);
            CREATE TRIGGER t AFTER INSERT ON item BEGIN UPDATE item SET id = 1; SELECT 1; END;
            INSERT INTO parent VALUES (1); INSERT INTO item VALUES (1);
            """);
        Write("2_b.sql", "PRAGMA foreign_keys=OFF; CREATE TABLE parent2(id INTEGER PRIMARY KEY, name); INSERT INTO parent2(id) SELECT id FROM parent; DROP TABLE parent; ALTER TABLE parent2 RENAME TO parent;");
        Write("3_c.sql", "DELETE FROM parent");

        var failure = await Databases.FailureOf(service.MigrateAsync("shop"));

        failure.Message.Should().Be("3_c.sql failed, and nothing of it is kept: it leaves rows that refer to missing rows.");
        (await CountAsync("sqlite", "parent WHERE name IS NULL")).Should().Be(1);
    }

    [Theory]
    [InlineData("x.sql", "SELECT 1")]
    [InlineData("0_x.sql", "SELECT 1")]
    [InlineData("1_x'; --.sql", "SELECT 1")]
    [InlineData("01_x.sql", "SELECT 1")]
    [InlineData("2_x.sql", "SELECT 1\0")]
    public async Task Migrate_OfAFolderThatIsNotAsItMustBe_IsRefused(string name, string sql)
    {
        var service = await ServiceAsync("sqlite");
        Write("1_a.sql", "CREATE TABLE item(id int)");
        Write(name, sql);

        (await Databases.FailureOf(service.MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.MigrationsRefused);

        (await service.GetStatisticsAsync("shop")).Tables.Should().BeEmpty();
    }

    [Fact]
    public async Task Migrate_WithoutAFolderOrTrust_IsRefused()
    {
        var options = Databases.File(_folder.Database("b.db", "CREATE TABLE t(a)"));
        (await Databases.FailureOf(Databases.Service(options).MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.MigrationsNotConfigured);
        options.MigrationsFolder = _folder["none"];
        (await Databases.FailureOf(Databases.Service(options).MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.MigrationsRefused);
        options.Trusted = false;
        (await Databases.FailureOf(Databases.Service(options).MigrateAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.DatabaseNotTrusted);
    }

    private void Write(string name, string sql)
    {
        Directory.CreateDirectory(_folder["migrations"]);
        File.WriteAllText(_folder["migrations/" + name], sql);
    }

    private async Task<IDatabaseService> ServiceAsync(string provider)
    {
        var options = provider == "sqlite"
            ? Databases.File(_folder.Database("a.db", "SELECT 1; PRAGMA user_version=1"))
            : PostgresDatabases.Options(_postgres = await PostgresDatabases.CreateAsync());
        options.MigrationsFolder = _folder["migrations"];
        return Databases.Service(options);
    }

    private async Task<long> CountAsync(string provider, string from)
    {
        if (provider == "postgresql")
        {
            return await PostgresDatabases.ReadAsync<long>(_postgres!, $"SELECT count(*) FROM {from}");
        }

        using var connection = new SqliteConnection($"Data Source={_folder["a.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {from}";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _folder.Dispose();
}
