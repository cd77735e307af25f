using System.Data.Common;
using BotKit.State;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

/// <summary>Pause and circuit of each bot, by compare-and-set.</summary>
internal static class StateStatements
{
    private const string Columns = "bot, version, pause_reason, pause_by, pause_since, pause_until, circuit, open_until, probe_id, probe_until";

    private const string Find = $"select {Columns} from bot where bot = @bot and version > 0";

    private const string List = $"select {Columns} from bot where version > 0";

    // A row of version 0 is one that a claim made.
    private const string Upsert = """
        insert into bot (bot, version, pause_reason, pause_by, pause_since, pause_until, circuit, open_until, probe_id, probe_until)
        select @bot, @version, @reason, @by, @since, @until, @circuit, @open_until, @probe, @probe_until
        where @version = 1 or exists (select 1 from bot where bot = @bot)
        on conflict (bot) do update set version = excluded.version, pause_reason = excluded.pause_reason, pause_by = excluded.pause_by,
         pause_since = excluded.pause_since, pause_until = excluded.pause_until, circuit = excluded.circuit, open_until = excluded.open_until,
         probe_id = excluded.probe_id, probe_until = excluded.probe_until
        where bot.version = excluded.version - 1
        """;

    public static bool Write(StoreSession session, (string Bot, BotStateRecord State) write)
    {
        var state = write.State;
        if (session.Sql(Upsert)
            .Set("bot", write.Bot).Set("version", state.Version)
            .Set("reason", state.Pause?.Reason).Set("by", state.Pause?.By)
            .Set("since", Instants.ToMilliseconds(state.Pause?.Since)).Set("until", Instants.ToMilliseconds(state.Pause?.Until))
            .Set("circuit", (long)state.Circuit).Set("open_until", Instants.ToMilliseconds(state.OpenUntil))
            .Set("probe", state.Probe?.ExecutionId).Set("probe_until", Instants.ToMilliseconds(state.Probe?.Until))
            .Execute() > 0)
        {
            return true;
        }

        // After a commit whose outcome was unknown, its own row is found here.
        using var reader = session.Sql(Find).Set("bot", write.Bot).Query();
        return reader.Read() && Read(reader, session.Dialect) == Truncated(state);
    }

    public static async Task<BotStateRecord> FindAsync(StoreConnection connection, string bot, CancellationToken cancellationToken)
    {
        var reader = await connection.Sql(Find).Set("bot", bot).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? Read(reader, connection.Dialect) : BotStateRecord.Initial;
        }
    }

    public static async Task<IReadOnlyDictionary<string, BotStateRecord>> ListAsync(StoreConnection connection, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, BotStateRecord>(StringComparer.Ordinal);
        var reader = await connection.Sql(List).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                states[reader.GetString(0)] = Read(reader, connection.Dialect);
            }
        }

        return states;
    }

    private static BotStateRecord Read(DbDataReader row, StoreDialect dialect) => new(
        row.GetInt64(1),
        row.Text(2) is { } reason ? new BotPause(reason, row.Text(3) ?? "", row.Instant(4) ?? default, row.Instant(5)) : null,
        (CircuitPosition)row.GetInt64(6),
        row.Instant(7),
        row.Id(8, dialect) is { } probe ? new CircuitProbe(probe, row.Instant(9) ?? default) : null);

    private static BotStateRecord Truncated(BotStateRecord state) => state with
    {
        Pause = state.Pause is { } pause ? pause with { Since = Truncated(pause.Since)!.Value, Until = Truncated(pause.Until) } : null,
        OpenUntil = Truncated(state.OpenUntil),
        Probe = state.Probe is { } probe ? probe with { Until = Truncated(probe.Until)!.Value } : null,
    };

    private static DateTimeOffset? Truncated(DateTimeOffset? instant)
        => Instants.ToMilliseconds(instant) is { } milliseconds ? Instants.From(milliseconds) : null;
}
