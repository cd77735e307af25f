using System.Data.Common;
using BotKit.Chaos.Faults;
using Microsoft.Data.Sqlite;

namespace BotKit.Chaos.Stores;

internal sealed class SqliteChaosStore(string folder) : IChaosStore
{
    private const string Now = "cast((julianday('now') - 2440587.5) * 86400000.0 + 0.5 as integer)";

    private readonly string _path = Path.Combine(folder, "ledger.db");

    public IReadOnlyList<string> Triggers { get; } = ChaosTables.Make(
        "blob",
        "integer primary key autoincrement",
        name => name switch
        {
            "insert" => $"create trigger chaos_q_insert after insert on bot_queue begin {ChaosTables.Inserted(Now)}; end",
            "update" => $"create trigger chaos_q_update after update on bot_queue when {ChaosTables.HasMoved("is not")} begin {ChaosTables.Updated(Now)}; end",
            "delete" => $"create trigger chaos_q_delete after delete on bot_queue begin {ChaosTables.Deleted(Now)}; end",
            "end" => $"create trigger chaos_run_end after update on bot_run when {ChaosTables.HasEnded("is not")} begin {ChaosTables.Ended(Now)}; end",
            "join" => $"create trigger chaos_node_join after insert on bot_node begin {ChaosTables.Joined()}; end",
            "node" => $"create trigger chaos_node_state after update on bot_node when old.state <> new.state begin {ChaosTables.Joined()}; end",
            _ => $"create trigger chaos_run_gone after delete on bot_run begin {ChaosTables.Gone(Now)}; end",
        });

    public string ConnectionOf(int slot) => $"Data Source={_path}";

    public async ValueTask<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={_path};Pooling=False;Default Timeout=10");
        await connection.OpenAsync();
        return connection;
    }

    public Guid ReadId(DbDataReader reader, int column) => new((byte[])reader.GetValue(column), bigEndian: true);

    // Read back by the store itself on each connection; what no setting tells is shown by counting syncs (--fsync).
    public ValueTask<string> DoubtsAsync() => new("");

    public Task CrashAsync() => Task.CompletedTask;

    public void SetMode(int slot, ProxyMode mode)
    {
    }

    public ValueTask DisposeAsync() => default;
}
