using BotKit.Chaos.History;
using BotKit.Chaos.Workers;
using BotKit.Nodes;
using BotKit.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Chaos.Fsync;

/// <summary>Enqueues one batch after the other and writes down each acknowledgement, under strace.</summary>
internal static class FsyncChild
{
    public const string Verb = "--fsync-child";
    private const int Batches = 40;

    public static async Task<int> RunAsync(string folder, string synchronous)
    {
        using var history = new HistoryFile(Path.Combine(folder, "history.log"));
        var services = new ServiceCollection();
        services.AddSingleton(history);
        services.Configure<NodeOptions>(node =>
        {
            // Nothing but the batches shall write.
            node.Lease = TimeSpan.FromMinutes(4);
            node.BeatEvery = TimeSpan.FromMinutes(1);
        });
        services.AddBotKit(bots =>
        {
            bots.AddBot<WorkBot>(Bots.Work);
            bots.AddScheduling(scheduling => (scheduling.RunQueue, scheduling.RunMaintenance) = (false, false)).UseSqlite($"Data Source={Path.Combine(folder, "ledger.db")}");
        });
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<RelationalStore>();
        await store.OpenAsync(CancellationToken.None);
        await WeakenAsync(store, synchronous);
        var manager = provider.GetRequiredService<IBotManager>();
        for (var batch = 0; batch < Batches; batch++)
        {
            var requests = Enumerable.Range(0, 1 + (batch % 7)).Select(n => new BotRequest(Bots.Work, new Work(n, 1, false))).ToList();
            var ids = await manager.EnqueueAsync(requests);
            history.Write(new HistoryLine(HistoryKind.Acknowledged, HistoryFile.Now, batch, ids[0]));
        }

        return 0;
    }

    // Past the store, which would refuse to work like this. The writer is idle, so its connection is nobody's.
    private static async Task WeakenAsync(RelationalStore store, string synchronous)
    {
        if (synchronous == "full")
        {
            return;
        }

        var connection = (SqliteConnection)await store.WriteAsync(0, static (session, _) => session.Connection, CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = $"pragma synchronous = {synchronous}";
        await command.ExecuteNonQueryAsync();
    }
}
