using BotKit.Handlers.Database;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Tests.Database;

public sealed class DatabasesOptionsTests
{
    [Fact]
    public void Read_AllSettings_AreTaken()
    {
        var options = Read(new()
        {
            ["Databases:chinook:Provider"] = "SQLite",
            ["Databases:chinook:ConnectionString"] = "Data Source=a.db",
            ["Databases:chinook:Trusted"] = "true",
            ["Databases:chinook:BackupFolder"] = "/backups",
            ["Databases:chinook:KeepBackups"] = "3",
            ["Databases:chinook:Queries:top:Sql"] = "SELECT 1",
            ["Databases:chinook:Queries:top:MaxRows"] = "5",
            ["Databases:chinook:Queries:top:Timeout"] = "00:00:02",
        });

        Errors(options).Should().BeEmpty();
        var database = options.Databases["CHINOOK"];
        database.Trusted.Should().BeTrue();
        database.BackupFolder.Should().Be("/backups");
        database.KeepBackups.Should().Be(3);
        database.Queries["Top"].Should().BeEquivalentTo(new DatabaseQueryOptions { Sql = "SELECT 1", MaxRows = 5, Timeout = TimeSpan.FromSeconds(2) });
    }

    [Fact]
    public void Read_OnlyAConnectionString_GivesTheStatedDefaults()
    {
        var options = Read(new() { ["Databases:a:ConnectionString"] = "Data Source=a.db", ["Databases:a:Queries:q:Sql"] = "SELECT 1" });

        Errors(options).Should().BeEmpty();
        var database = options.Databases["a"];
        database.Provider.Should().Be("sqlite");
        database.Trusted.Should().BeFalse();
        database.BackupFolder.Should().Be("backups");
        database.KeepBackups.Should().Be(7);
        database.Queries["q"].MaxRows.Should().Be(1000);
        database.Queries["q"].Timeout.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Validate_ManyMistakes_ListsThemAllWithoutSecrets()
    {
        var options = Read(new()
        {
            ["Databases:a:ConnectionString"] = "Data Source=a.db",
            ["Databases:a:Conectionstring"] = "x",
            ["Databases:a:Trusted"] = "perhaps",
            ["Databases:a:Queries:q:Sql"] = "SELECT 1",
            ["Databases:a:Queries:q:Sort"] = "x",
            ["Databases:a:Queries:q:MaxRows"] = "0",
            ["Databases:a:Queries:q:Timeout"] = "00:01:00",
            ["Databases:a:Queries:bad name:Sql"] = "",
            ["Databases:b:ConnectionString"] = "hunter2",
            ["Databases:b:Provider"] = "oracle",
            ["Databases:b:KeepBackups"] = "0",
            ["Databases:b:BackupFolder"] = " ",
            ["Databases:../c:ConnectionString"] = "Data Source=a.db",
        });

        var errors = Errors(options);

        errors.Should().BeEquivalentTo(
            "Databases:a:Conectionstring is not a setting of a database.",
            "Databases:a:Trusted is not a Boolean.",
            "Databases:a:Queries:q:Sort is not a setting of a query.",
            "Databases:a:Queries:q:MaxRows must be from 1 to 10000.",
            "Databases:a:Queries:q:Timeout must be from 00:00:00.0010000 to 00:00:25.",
            "Databases:a:Queries:bad name: the name must have 1 to 64 letters, digits, '-' and '_', the first a letter or digit.",
            "Databases:a:Queries:bad name:Sql must be a statement of at most 65536 characters.",
            "Databases:b:ConnectionString is not a SQLite connection string.",
            "Databases:b:Provider must be 'sqlite' or 'postgresql'.",
            "Databases:b:KeepBackups must be from 1 to 1000.",
            "Databases:b:BackupFolder must name a folder.",
            "Databases:../c: the name must have 1 to 64 letters, digits, '-' and '_', the first a letter or digit.");
    }

    [Theory]
    [InlineData("", "is required.")]
    [InlineData("Data Source=", "must give the path of a database file as its Data Source.")]
    [InlineData("Data Source=:memory:", "must give the path of a database file as its Data Source.")]
    [InlineData("Data Source=a;Mode=Memory", "must give the path of a database file as its Data Source.")]
    [InlineData("Data Source=file:a.db?vfs=unix-none", "must give the path of a database file as its Data Source.")]
    [InlineData("Data Source=a.db;Password=hunter2", "has a password, but encrypted databases are not supported.")]
    [InlineData("Data Source=a.db;Colour=red", "is not a SQLite connection string.")]
    [InlineData("Data Source=a.db;Pooling=perhaps", "is not a SQLite connection string.")]
    public void FindError_ConnectionStringThatIsNoFile_SaysWhy(string connectionString, string error)
        => SqliteFile.FindError(connectionString).Should().Be(error);

    [Fact]
    public void PathOf_RelativePath_StartsAtTheWorkingDirectory()
        => SqliteFile.PathOf("Data Source=x/a.db;Mode=ReadWriteCreate").Should().Be(Path.Combine(Environment.CurrentDirectory, "x", "a.db"));

    private static DatabasesOptions Read(Dictionary<string, string?> settings)
    {
        var options = new DatabasesOptions();
        DatabasesConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Databases"), options);
        return options;
    }

    private static IEnumerable<string> Errors(DatabasesOptions options) => new DatabasesOptionsValidator().Validate(null, options).Failures ?? [];
}
