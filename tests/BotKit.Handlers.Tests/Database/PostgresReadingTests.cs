namespace BotKit.Handlers.Tests.Database;

public sealed class PostgresReadingTests
{
    [Fact]
    public async Task GetStatistics_Chinook_CountsAllRowsOfElevenTables()
    {
        var service = Databases.Service(PostgresDatabases.Options(await PostgresDatabases.ChinookAsync()));

        var statistics = await service.GetStatisticsAsync("shop");

        statistics.Tables.Select(table => (table.Name, table.Rows)).Should().Equal(
            ("album", 347), ("artist", 275), ("customer", 59), ("employee", 8), ("genre", 25), ("invoice", 412),
            ("invoice_line", 2240), ("media_type", 5), ("playlist", 18), ("playlist_track", 8715), ("track", 3503));
        statistics.Tables.Single(table => table.Name == "track").Indexes.Select(index => index.Name)
            .Should().Equal("track_album_id_idx", "track_genre_id_idx", "track_media_type_id_idx", "track_pkey");
        statistics.Tables.Should().OnlyContain(table => table.Bytes > 0);
        statistics.Bytes.Should().BeGreaterThan(1_000_000);
        statistics.PageSize.Should().Be(8192);
    }

    [Fact]
    public async Task GetStatistics_HostileNames_AreQuotedAndHarmless()
    {
        var service = Databases.Service(PostgresDatabases.Options(await PostgresDatabases.CreateAsync(
            """
            CREATE TABLE "x""; DROP TABLE safe; --"(a int); INSERT INTO "x""; DROP TABLE safe; --" VALUES (1);
            CREATE SCHEMA "s'; DROP TABLE safe; --"; CREATE TABLE "s'; DROP TABLE safe; --"."$$"(a int);
            CREATE TABLE safe(a int);
            CREATE FUNCTION public.count(int) RETURNS bigint LANGUAGE sql AS 'SELECT 666::bigint';
            """)));

        var statistics = await service.GetStatisticsAsync("shop");

        statistics.Tables.Select(table => (table.Name, table.Rows)).Should().Equal(
            ("s'; DROP TABLE safe; --.$$", 0), ("safe", 0), ("x\"; DROP TABLE safe; --", 1));
    }

    [Fact]
    public async Task GetHealth_OfAServerThatAnswers_IsHealthy()
    {
        var health = await Databases.Service(PostgresDatabases.Options(await PostgresDatabases.CreateAsync())).GetHealthAsync("shop");

        health.Healthy.Should().BeTrue();
        health.EngineVersion.Should().MatchRegex(@"^\d+(\.\d+)?$");
        health.Bytes.Should().BePositive();
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hunter2", DatabaseErrorCodes.DatabaseUnreachable)]
    [InlineData("missing", DatabaseErrorCodes.DatabaseMissing)]
    [InlineData("stranger", DatabaseErrorCodes.DatabaseAccessDenied)]
    public async Task EveryOperation_OnWhatCannotBeOpened_FailsWithItsCodeAndNoSecret(string which, string code)
    {
        var server = await PostgresServer.SharedAsync();
        var connectionString = which switch
        {
            "missing" => server.ConnectionString("no_such_database"),
            "stranger" => server.ConnectionString("postgres").Replace("Username=postgres", "Username=hunter2", StringComparison.Ordinal),
            _ => which,
        };
        var service = Databases.Service(PostgresDatabases.Options(connectionString));

        var failure = await Databases.FailureOf(service.GetStatisticsAsync("shop"));
        var health = await service.GetHealthAsync("shop");

        failure.Code.Should().Be(code);
        failure.Message.Should().NotContainAny("hunter2", "127.0.0.1", "no_such_database");
        health.Healthy.Should().BeFalse();
        health.Problems.Should().Equal(failure.Message);
    }

    [Fact]
    public async Task CheckIntegrity_Chinook_IsHealthy()
    {
        var integrity = await Databases.Service(PostgresDatabases.Options(await PostgresDatabases.ChinookAsync())).CheckIntegrityAsync("shop");

        integrity.Problems.Should().BeEmpty();
        integrity.Healthy.Should().BeTrue();
        integrity.Skipped.Should().ContainSingle().Which.Should().Contain("amcheck is not installed");
    }

    [Fact]
    public async Task CheckIntegrity_RowsThatBreakTheirKeys_AreFoundAlsoWhereTheServerTrustsThem()
    {
        var connectionString = await PostgresDatabases.ChinookAsync();
        await PostgresDatabases.ExecuteAsync(connectionString,
            """
            SET session_replication_role = replica;
            DELETE FROM artist WHERE artist_id IN (1, 2);
            SET session_replication_role = DEFAULT;
            ALTER TABLE genre ADD CONSTRAINT named CHECK (name <> 'Rock') NOT VALID;
            """);

        var integrity = await Databases.Service(PostgresDatabases.Options(connectionString)).CheckIntegrityAsync("shop");

        integrity.Healthy.Should().BeFalse();
        integrity.Problems.Should().Equal(
            "Constraint named of table genre was never validated",
            "4 rows of table album refer to missing rows of table artist");
    }

    [Fact]
    public async Task CheckIntegrity_WithAmcheck_FindsADamagedIndex()
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            """
            CREATE EXTENSION amcheck;
            CREATE FUNCTION broken(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
            CREATE TABLE item(id int PRIMARY KEY); INSERT INTO item SELECT generate_series(1, 1000);
            CREATE INDEX by_broken ON item(broken(id));
            CREATE OR REPLACE FUNCTION broken(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT -$1';
            """);

        var integrity = await Databases.Service(PostgresDatabases.Options(connectionString)).CheckIntegrityAsync("shop");

        integrity.Problems.Should().Equal("Index by_broken is damaged");
        integrity.Skipped.Should().BeEmpty();
    }

    [Fact]
    public async Task Operations_Canceled_Throw()
    {
        var service = Databases.Service(PostgresDatabases.Options(await PostgresDatabases.CreateAsync()));
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        foreach (var operation in (Func<Task>[])
            [
                () => service.GetHealthAsync("shop", canceled.Token).AsTask(),
                () => service.GetStatisticsAsync("shop", canceled.Token).AsTask(),
                () => service.CheckIntegrityAsync("shop", canceled.Token).AsTask(),
                () => service.BackupAsync("shop", null, canceled.Token).AsTask(),
            ])
        {
            await operation.Should().ThrowAsync<OperationCanceledException>();
        }
    }
}
