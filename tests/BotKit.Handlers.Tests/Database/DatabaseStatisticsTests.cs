namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseStatisticsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetStatistics_Chinook_CountsAllRowsOfElevenTables(bool trusted)
    {
        var service = Databases.Service(Databases.File(TestData.Path("database/Chinook_Sqlite.sqlite"), trusted));

        var statistics = await service.GetStatisticsAsync("shop");

        statistics.Tables.Select(table => (table.Name, table.Rows)).Should().Equal(
            ("Album", 347), ("Artist", 275), ("Customer", 59), ("Employee", 8), ("Genre", 25), ("Invoice", 412),
            ("InvoiceLine", 2240), ("MediaType", 5), ("Playlist", 18), ("PlaylistTrack", 8715), ("Track", 3503));
        statistics.Truncated.Should().BeFalse();
        statistics.Bytes.Should().Be(1007616);
        (statistics.PageSize * statistics.Pages).Should().Be(statistics.Bytes);
    }

    [Fact]
    public async Task GetStatistics_TableWithIndexes_ListsTheirColumnsInOrder()
    {
        var path = _folder.Database("a.db", """
            CREATE TABLE person(id INTEGER PRIMARY KEY, first, last, mail UNIQUE);
            CREATE INDEX by_name ON person(last, first);
            CREATE UNIQUE INDEX by_lower_mail ON person(lower(mail));
            """);

        var statistics = await Databases.Service(Databases.File(path)).GetStatisticsAsync("shop");

        statistics.Tables.Should().ContainSingle().Which.Indexes.Should().BeEquivalentTo(
            [
                new IndexStatistics { Name = "by_lower_mail", Unique = true, Columns = ["(expression)"] },
                new IndexStatistics { Name = "by_name", Unique = false, Columns = ["last", "first"] },
                new IndexStatistics { Name = "sqlite_autoindex_person_1", Unique = true, Columns = ["mail"] },
            ],
            options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task GetStatistics_HostileTableNames_AreQuotedAndHarmless()
    {
        var path = _folder.Database("a.db", """
            CREATE TABLE "x""; DROP TABLE safe; --"(a); INSERT INTO "x""; DROP TABLE safe; --" VALUES (1);
            CREATE TABLE "a'b] c"(a);
            CREATE TABLE safe(a);
            """);

        var statistics = await Databases.Service(Databases.File(path)).GetStatisticsAsync("shop");

        statistics.Tables.Select(table => (table.Name, table.Rows)).Should().Equal(("a'b] c", 0), ("safe", 0), ("x\"; DROP TABLE safe; --", 1));
    }

    [Fact]
    public async Task GetStatistics_MoreTablesThanListed_SaysSo()
    {
        var sql = string.Concat(Enumerable.Range(0, 1001).Select(number => $"CREATE TABLE t{number:0000}(a);"));
        var path = _folder.Database("a.db", $"BEGIN; {sql} COMMIT");

        var statistics = await Databases.Service(Databases.File(path)).GetStatisticsAsync("shop");

        statistics.Tables.Should().HaveCount(1000);
        statistics.Truncated.Should().BeTrue();
    }

    [Fact]
    public async Task GetStatistics_VirtualTableOfUnknownModule_HasNoRowCount()
    {
        var path = _folder.Database("a.db", """
            CREATE TABLE known(a);
            PRAGMA writable_schema=ON;
            INSERT INTO sqlite_schema VALUES ('table', 'shapes', 'shapes', 0, 'CREATE VIRTUAL TABLE shapes USING nobody_has_this(a)');
            """);

        var statistics = await Databases.Service(Databases.File(path)).GetStatisticsAsync("shop");

        statistics.Tables.Select(table => (table.Name, table.Rows)).Should().Equal(("known", 0), ("shapes", null));
    }

    [Fact]
    public async Task GetStatistics_BytesOfATable_AreGivenExactlyWhereSqliteCountsThem()
    {
        var path = _folder.Database("a.db", "CREATE TABLE t(a)");

        var statistics = await Databases.Service(Databases.File(path)).GetStatisticsAsync("shop");

        var counted = SQLitePCL.raw.sqlite3_compileoption_used("ENABLE_DBSTAT_VTAB") != 0;
        statistics.Tables[0].Bytes.Should().Be(counted ? statistics.PageSize : null);
    }

    [Fact]
    public async Task GetStatistics_UnknownName_IsAWarningThatRepeatsNothing()
    {
        var service = Databases.Service(Databases.File(_folder["a.db"]));

        foreach (var name in (string[])["other", "../a", "shop'; DROP TABLE x; --", "", "Data Source=/etc/passwd"])
        {
            var failure = await Databases.FailureOf(service.GetStatisticsAsync(name));
            failure.Code.Should().Be(DatabaseErrorCodes.DatabaseUnknown);
            failure.Severity.Should().Be(BotSeverity.Warning);
            failure.Message.Should().Be("No database of that name is configured.");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetStatistics_MissingFile_FailsAndMakesNone(bool trusted)
    {
        var service = Databases.Service(Databases.File(_folder["none.db"], trusted));

        var failure = await Databases.FailureOf(service.GetStatisticsAsync("SHOP"));

        failure.Code.Should().Be(DatabaseErrorCodes.DatabaseMissing);
        failure.Severity.Should().Be(BotSeverity.Warning);
        failure.Message.Should().NotContain(_folder.Path);
        _folder.Files.Should().BeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
