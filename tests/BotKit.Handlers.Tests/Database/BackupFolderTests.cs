namespace BotKit.Handlers.Tests.Database;

public sealed class BackupFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("link")]
    [InlineData("link/below")]
    public async Task Backup_ThroughASymbolicLink_IsRefused(string backupFolder)
    {
        var target = Directory.CreateDirectory(_folder["target"]).FullName;
        Directory.CreateSymbolicLink(_folder["link"], target);
        var service = Databases.Service(Databases.File(_folder.Database("a.db", "CREATE TABLE t(a)"), backupFolder: _folder[backupFolder]));

        foreach (var call in (Func<Task>[])[() => service.BackupAsync("shop").AsTask(), () => service.PlanBackupAsync("shop").AsTask()])
        {
            var failure = (await FluentActions.Awaiting(call).Should().ThrowAsync<BotException>()).Which;
            failure.Code.Should().Be(DatabaseErrorCodes.BackupFolderRefused);
            failure.Message.Should().NotContain(_folder.Path);
        }

        Directory.GetFileSystemEntries(target).Should().BeEmpty();
    }

    [Fact]
    public async Task Backup_WhereAFileIsInTheWay_IsRefusedWithoutItsPath()
    {
        File.WriteAllText(_folder["backups"], "");
        var service = Databases.Service(Databases.File(_folder.Database("a.db", "CREATE TABLE t(a)"), backupFolder: _folder["backups"]));

        var failure = await Databases.FailureOf(service.BackupAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.BackupFolderRefused);
        failure.Severity.Should().Be(BotSeverity.Standard);
        failure.Message.Should().NotContain(_folder.Path);
    }

    [Fact]
    public async Task Rotation_MeetsALinkNamedLikeABackup_LeavesItAlone()
    {
        File.WriteAllText(_folder["precious"], "kept");
        var backups = Directory.CreateDirectory(_folder["backups"]).FullName;
        File.CreateSymbolicLink(Path.Combine(backups, "shop-20200101T000000000Z.db"), _folder["precious"]);
        var options = Databases.File(_folder.Database("a.db", "CREATE TABLE t(a)"), backupFolder: backups);
        options.KeepBackups = 1;

        var backup = await Databases.Service(options).BackupAsync("shop");

        backup.Removed.Should().BeEmpty();
        File.ReadAllText(_folder["precious"]).Should().Be("kept");
    }

    public void Dispose() => _folder.Dispose();
}
