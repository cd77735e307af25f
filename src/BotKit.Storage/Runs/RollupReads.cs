using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rollups;

namespace BotKit.Storage.Runs;

/// <summary>Reads roll-ups: by minute where these are kept, by hour before.</summary>
internal static class RollupReads
{
    private const string ReadMinutes = $"select minute, bot, {TallyStatements.Columns} from bot_rollup where minute >= @from and minute < @to order by minute, bot";

    private const string ReadHours = $"""
        select hour * 60, bot, {TallyStatements.Columns} from bot_rollup_hour
        where hour >= @from and hour < @to and hour < coalesce((select value from bot_meta where name = 'minutes_from_hour'), 0)
        order by hour, bot
        """;

    private const string ListRefusals = """
        select minute, bot, code, sum(total) from bot_refusal where minute >= 0
        group by minute, bot, code order by minute desc, bot, code limit @count
        """;

    private const string ListRefusalsOfBot = """
        select minute, bot, code, sum(total) from bot_refusal where bot = @bot
        group by minute, bot, code order by minute desc, code limit @count
        """;

    public static async Task<IReadOnlyList<RunRollup>> ReadAsync(
        StoreConnection connection, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var first = Minutes.Of(from);
        var end = (to.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
        var rollups = new List<RunRollup>();
        await ReadAsync(connection.Sql(ReadHours).Set("from", first / 60).Set("to", (end + 59) / 60), rollups, cancellationToken).ConfigureAwait(false);
        await ReadAsync(connection.Sql(ReadMinutes).Set("from", first).Set("to", end), rollups, cancellationToken).ConfigureAwait(false);
        return rollups;
    }

    public static async Task<IReadOnlyList<RefusalRecord>> RefusalsAsync(
        StoreConnection connection, string? bot, int count, CancellationToken cancellationToken)
    {
        var statement = bot is null ? connection.Sql(ListRefusals) : connection.Sql(ListRefusalsOfBot).Set("bot", bot);
        var refusals = new List<RefusalRecord>();
        var reader = await statement.Set("count", count).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var total = Convert.ToInt64(reader.GetValue(3), System.Globalization.CultureInfo.InvariantCulture);
                refusals.Add(new RefusalRecord(reader.GetString(1), reader.GetString(2), Minutes.Start(reader.GetInt64(0)), total));
            }
        }

        return refusals;
    }

    // Rows of one bot and minute by several writers are added up.
    private static async Task ReadAsync(Statement statement, List<RunRollup> rollups, CancellationToken cancellationToken)
    {
        (long Minute, string Bot)? key = null;
        Tally? tally = null;
        var reader = await statement.QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                (long Minute, string Bot) next = (reader.GetInt64(0), reader.GetString(1));
                if (key != next)
                {
                    Close();
                    key = next;
                    tally = new Tally();
                }

                tally!.Add(TallyStatements.Read(reader, 2));
            }
        }

        Close();

        void Close()
        {
            if (key is { } closed)
            {
                rollups.Add(new RunRollup(closed.Bot, Minutes.Start(closed.Minute), tally!.Counts, tally.Latency));
            }
        }
    }
}
