using System.Data.Common;
using System.Globalization;
using BotKit.Chaos.Faults;
using BotKit.Tests.Shared;
using Npgsql;

namespace BotKit.Chaos.Stores;

internal sealed class PostgresChaosStore : IChaosStore
{
    private const string Now = "floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

    private readonly PostgresServer _server;
    private readonly FaultyProxy[] _proxies;

    private PostgresChaosStore(PostgresServer server, int workers)
    {
        _server = server;
        _proxies = [.. Enumerable.Range(0, workers).Select(_ => new FaultyProxy(server.Port))];
    }

    public IReadOnlyList<string> Triggers { get; } = ChaosTables.Make(
        "uuid",
        "bigserial primary key",
        name => name switch
        {
            "insert" => Trigger("q_insert", "after insert on bot_queue", "", ChaosTables.Inserted(Now)),
            "update" => Trigger("q_update", "after update on bot_queue", ChaosTables.HasMoved("is distinct from"), ChaosTables.Updated(Now)),
            "delete" => Trigger("q_delete", "after delete on bot_queue", "", ChaosTables.Deleted(Now)),
            "end" => Trigger("run_end", "after update on bot_run", ChaosTables.HasEnded("is distinct from"), ChaosTables.Ended(Now)),
            "join" => Trigger("node_join", "after insert on bot_node", "", ChaosTables.Joined()),
            "node" => Trigger("node_state", "after update on bot_node", "old.state <> new.state", ChaosTables.Joined()),
            _ => Trigger("run_gone", "after delete on bot_run", "", ChaosTables.Gone(Now)),
        });

    public static async Task<PostgresChaosStore> StartAsync(int workers) => new(await PostgresServer.StartNewAsync(), workers);

    public string ConnectionOf(int slot)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={(slot < 0 ? _server.Port : _proxies[slot].Port)};Username=postgres;Database=postgres;Timeout=3;Search Path=botkit");

    public async ValueTask<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionOf(-1) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    public async ValueTask<string> DoubtsAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select name || '=' || setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting <> 'on'";
        return (string?)await command.ExecuteScalarAsync() ?? "";
    }

    public Task CrashAsync() => _server.RestartAsync();

    public void SetMode(int slot, ProxyMode mode) => _proxies[slot].Mode = mode;

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            proxy.Dispose();
        }

        await _server.DisposeAsync();
    }

    private static string Trigger(string name, string when, string condition, string body)
        => $"""
            create function botkit.chaos_{name}() returns trigger language plpgsql set search_path = botkit as $$ begin {body}; return null; end $$;
            create trigger chaos_{name} {when} for each row {(condition.Length > 0 ? $"when ({condition})" : "")} execute function botkit.chaos_{name}()
            """;
}
