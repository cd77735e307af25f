using BotKit.Chaos.Fsync;

namespace BotKit.Chaos.Tests;

public sealed class SyncTraceTests
{
    private const string Write = "12 pwrite64(23</tmp/x/ledger.db-wal>, \"...\", 4096, 0) = 4096";
    private const string Sync = "12 fdatasync(23</tmp/x/ledger.db-wal>) = 0";
    private const string Acknowledged = "11 write(9</tmp/x/history.log>, \"K 1790000000000\"..., 90) = 90";

    [Fact]
    public void Read_EachBatchSyncedFirst_IsGood() => SyncTrace.Read([Write, Write, Sync, Acknowledged, Write, Sync, Acknowledged]).IsGood.Should().BeTrue();

    [Fact]
    public void Read_NoSync_IsFoundOut() => SyncTrace.Read([Write, Acknowledged]).Unsynced.Should().Be(1);

    [Fact]
    public void Read_SyncAfterTheAcknowledgement_IsFoundOut() => SyncTrace.Read([Write, Acknowledged, Sync]).Unsynced.Should().Be(1);

    [Fact]
    public void Read_AcknowledgedWithoutAWrite_IsFoundOut() => SyncTrace.Read([Write, Sync, Acknowledged, Acknowledged]).Unsynced.Should().Be(1);

    [Fact]
    public void Read_AcknowledgedWhileTheSyncGoesOn_IsFoundOut()
        => SyncTrace.Read([Write, "12 fdatasync(23</tmp/x/ledger.db-wal> <unfinished ...>", Acknowledged, "12 <... fdatasync resumed>) = 0"]).Unsynced.Should().Be(1);

    [Fact]
    public void Read_SyncOfAnotherFile_DoesNotCount() => SyncTrace.Read([Write, "12 fdatasync(24</tmp/x/ledger.db>) = 0", Acknowledged]).Unsynced.Should().Be(1);

    [Fact]
    public void Read_Nothing_IsNotGood() => SyncTrace.Read([]).IsGood.Should().BeFalse();
}
