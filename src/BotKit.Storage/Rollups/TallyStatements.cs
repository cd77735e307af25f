using System.Data.Common;
using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Rollups;

/// <summary>Writes and reads roll-ups.</summary>
internal static class TallyStatements
{
    public const string Columns = "c0, c1, c2, c3, c4, c5, c6, latency";

    private const string ReadTotal = $"select {Columns} from bot_rollup where minute = @minute and bot = @bot and writer = @writer";

    private const string WriteTotal = $"""
        insert into bot_rollup (minute, bot, writer, {Columns})
        values (@minute, @bot, @writer, @c0, @c1, @c2, @c3, @c4, @c5, @c6, @latency)
        on conflict (minute, bot, writer) do update set c0 = excluded.c0, c1 = excluded.c1, c2 = excluded.c2, c3 = excluded.c3,
         c4 = excluded.c4, c5 = excluded.c5, c6 = excluded.c6, latency = excluded.latency
        """;

    private const string ReadRefusals = "select total from bot_refusal where minute = @minute and bot = @bot and code = @code and writer = @writer";

    private const string WriteRefusals = """
        insert into bot_refusal (minute, bot, code, writer, total) values (@minute, @bot, @code, @writer, @total)
        on conflict (minute, bot, code, writer) do update set total = excluded.total
        """;

    private static readonly string[] CountNames = ["c0", "c1", "c2", "c3", "c4", "c5", "c6"];

    /// <summary>Writes the totals that the open transaction changes.</summary>
    public static void Write(StoreSession session)
    {
        var book = session.Tallies;
        foreach (var (key, added) in book.Added)
        {
            var total = new Tally();
            total.Add(book.Total(key) ?? Load(session, key));
            total.Add(added);
            Set(session.Sql(WriteTotal).Set("minute", key.Minute).Set("bot", key.Bot).Set("writer", book.Writer), total).Execute();
        }

        WriteRefusalTotals(session);
    }

    /// <summary>Writes the totals of refusals that the open transaction changes.</summary>
    public static void WriteRefusalTotals(StoreSession session)
    {
        var book = session.Tallies;
        foreach (var (key, added) in book.AddedRefusals)
        {
            var total = (book.Refusals(key) ?? LoadRefusals(session, key)) + added;
            session.Sql(WriteRefusals).Set("minute", key.Minute).Set("bot", key.Bot).Set("code", key.Code).Set("writer", book.Writer)
                .Set("total", total).Execute();
        }
    }

    public static Statement Set(Statement statement, Tally tally)
    {
        for (var i = 0; i < Tally.Statuses; i++)
        {
            statement.Set(CountNames[i], tally.Counts[i]);
        }

        return statement.Set("latency", tally.Latency.ToBytes());
    }

    /// <summary>Reads the columns of <see cref="Columns"/>.</summary>
    public static Tally Read(DbDataReader reader, int first)
    {
        var tally = new Tally { Latency = LatencyHistogram.FromBytes(reader.Bytes(first + Tally.Statuses)) };
        for (var i = 0; i < Tally.Statuses; i++)
        {
            tally.Counts[i] = reader.GetInt64(first + i);
        }

        return tally;
    }

    private static Tally Load(StoreSession session, (string Bot, long Minute) key)
    {
        using var reader = session.Sql(ReadTotal).Set("minute", key.Minute).Set("bot", key.Bot).Set("writer", session.Tallies.Writer).Query();
        var total = reader.Read() ? Read(reader, 0) : new Tally();
        session.Tallies.Load(key, total);
        return total;
    }

    private static long LoadRefusals(StoreSession session, (string Bot, string Code, long Minute) key)
    {
        var total = session.Sql(ReadRefusals).Set("minute", key.Minute).Set("bot", key.Bot).Set("code", key.Code)
            .Set("writer", session.Tallies.Writer).Number() ?? 0;
        session.Tallies.Load(key, total);
        return total;
    }
}
