namespace BotKit.Handlers.Tests.Database;

public sealed class IndexAdviceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AdviseIndexes_SqliteChinook_FindsNothingToAddAndOneRedundant(bool trusted)
    {
        var advice = await Databases.Service(Databases.File(TestData.Path("database/Chinook_Sqlite.sqlite"), trusted)).AdviseIndexesAsync("shop");

        Told(advice).Should().Equal("Redundant PlaylistTrack (PlaylistId) IFK_PlaylistTrackPlaylistId sqlite_autoindex_PlaylistTrack_1");
        advice.UsageKnown.Should().BeFalse();
    }

    [Fact]
    public async Task AdviseIndexes_PostgresChinook_FindsNothingToAddAndOneRedundant()
    {
        var advice = await Databases.Service(PostgresDatabases.Options(await PostgresDatabases.ChinookAsync())).AdviseIndexesAsync("shop");

        Told(advice).Where(finding => !finding.StartsWith("Unused", StringComparison.Ordinal)).Should().Equal(
            "Redundant playlist_track (playlist_id) playlist_track_playlist_id_idx playlist_track_pkey");
        advice.UsageKnown.Should().BeTrue();
    }

    [Fact]
    public async Task AdviseIndexes_OfSqlite_FindsEachKind()
    {
        var path = _folder.Database("a.db", """
            CREATE TABLE parent(a INTEGER PRIMARY KEY, b, c, UNIQUE (b, c));
            CREATE TABLE child(id INTEGER PRIMARY KEY, parent REFERENCES parent, b, c, d TEXT COLLATE NOCASE, FOREIGN KEY (b, c) REFERENCES parent(b, c));
            CREATE INDEX child_cb ON child(c, b, d);
            CREATE TABLE heap(x, y, z);
            CREATE INDEX i1 ON heap(x); CREATE INDEX i2 ON heap(x); CREATE INDEX i3 ON heap(x, y); CREATE INDEX i4 ON heap(x DESC);
            CREATE UNIQUE INDEX u1 ON heap(y); CREATE UNIQUE INDEX u2 ON heap(y, z);
            CREATE INDEX e1 ON heap(lower(x)); CREATE INDEX e2 ON heap(lower(x)); CREATE INDEX e3 ON heap(upper(x));
            CREATE INDEX p1 ON heap(z) WHERE x > 1; CREATE INDEX p2 ON heap(z) WHERE x > 2; CREATE INDEX p3 ON heap(z, y);
            CREATE INDEX pk ON child(id);
            CREATE TABLE "odd"" (" (id INTEGER PRIMARY KEY, "r'" REFERENCES parent);
            """);

        var advice = await Databases.Service(Databases.File(path)).AdviseIndexesAsync("shop");

        Told(advice).Should().BeEquivalentTo(
            "ForeignKeyWithoutIndex child (parent)  parent",
            "Duplicate child (id) pk (primary key)",
            "NoPrimaryKey heap ()  ",
            "Duplicate heap (x) i2 i1",
            "Redundant heap (x) i1 i3",
            "Duplicate heap ((expression)) e2 e1",
            "ForeignKeyWithoutIndex odd\" ( (r')  parent");
    }

    [Fact]
    public async Task AdviseIndexes_OfPostgres_FindsEachKind()
    {
        var connectionString = await PostgresDatabases.CreateAsync("""
            CREATE SCHEMA s;
            CREATE TABLE parent(a int PRIMARY KEY, b int, c int, UNIQUE (b, c));
            CREATE TABLE s.child(id int PRIMARY KEY, parent int REFERENCES parent, b int, c int, FOREIGN KEY (b, c) REFERENCES parent(b, c));
            CREATE UNIQUE INDEX child_cb ON s.child(c, b, id);
            CREATE TABLE heap(x text, y int, z int);
            CREATE INDEX i1 ON heap(x); CREATE INDEX i2 ON heap(x); CREATE INDEX i3 ON heap(x, y); CREATE INDEX i4 ON heap(x text_pattern_ops);
            CREATE INDEX h1 ON heap USING hash (x); CREATE UNIQUE INDEX u1 ON heap(y); CREATE UNIQUE INDEX u2 ON heap(y, z);
            CREATE INDEX e1 ON heap(lower(x)); CREATE INDEX e2 ON heap(lower(x)); CREATE INDEX p1 ON heap(z) WHERE y > 1;
            CREATE INDEX c1 ON heap(z) INCLUDE (x); CREATE INDEX c2 ON heap(z, y);
            """);

        var advice = await Databases.Service(PostgresDatabases.Options(connectionString)).AdviseIndexesAsync("shop");

        Told(advice).Should().BeEquivalentTo(
            "NoPrimaryKey heap ()  ",
            "Duplicate heap (x) i2 i1",
            "Duplicate heap ((expression)) e2 e1",
            "Redundant heap (x) i1 i3",
            "Unused heap (z) p1 ",
            "Unused heap (z) c1 ",
            "Unused heap (z, y) c2 ",
            "Unused heap ((expression)) e1 ",
            "Unused heap (x) h1 ",
            "Unused heap (x, y) i3 ",
            "Unused heap (x) i4 ",
            "ForeignKeyWithoutIndex s.child (parent)  parent");
    }

    [Fact]
    public async Task AdviseIndexes_MoreFindingsThanListed_SaysSo()
    {
        var sql = string.Concat(Enumerable.Range(0, 501).Select(number => $"CREATE TABLE t{number:0000}(a);"));

        var advice = await Databases.Service(Databases.File(_folder.Database("a.db", $"BEGIN; {sql} COMMIT"))).AdviseIndexesAsync("shop");

        advice.Findings.Should().HaveCount(500);
        advice.Truncated.Should().BeTrue();
    }

    private static IEnumerable<string> Told(DatabaseIndexAdvice advice)
        => advice.Findings.Select(finding => $"{finding.Kind} {finding.Table} ({string.Join(", ", finding.Columns)}) {finding.Index} {finding.Other}");

    public void Dispose() => _folder.Dispose();
}
