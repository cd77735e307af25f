using System.Globalization;
using BotKit.Benchmarks.Durable.Peers;
using BotKit.Benchmarks.Ratios;
using BotKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>Whether a ledger of 1,000,000 ended runs is as fast, and writes as little, as one of 10,000.</summary>
internal static class GrowthSuite
{
    private const string Suite = "postgres-growth";

    public static async IAsyncEnumerable<Figure> RunAsync(DurableOptions options)
    {
        var server = await PostgresServer.StartNewAsync().ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var database = await server.CreateDatabaseAsync().ConfigureAwait(false);
            var peer = await BotKitPeer.CreateAsync("BotKit", bots => bots.UsePostgreSql(database)).ConfigureAwait(false);
            await using (peer.ConfigureAwait(false))
            {
                var source = NpgsqlDataSource.Create(database);
                await using (source.ConfigureAwait(false))
                {
                    await DrainAsync(peer, options.Of(10_000)).ConfigureAwait(false);
                    var small = await MeasureAsync(peer, source, options).ConfigureAwait(false);
                    await MultiplyAsync(source, options.Of(1_000_000)).ConfigureAwait(false);
                    var large = await MeasureAsync(peer, source, options).ConfigureAwait(false);
                    yield return new(Suite, "WAL of a run at 10^4 rows", small.Wal, "B");
                    yield return new(Suite, "WAL of a run at 10^6 rows", large.Wal, "B");
                    yield return new(Suite, "WAL at 10^6 / 10^4", large.Wal / small.Wal, "ratio", Target.AtMost(1.2));
                    yield return new(Suite, "time of a run at 10^6 / 10^4", small.Rate / large.Rate, "ratio", Target.AtMost(1.2));
                }
            }
        }
    }

    private static async Task<(double Wal, double Rate)> MeasureAsync(BotKitPeer peer, NpgsqlDataSource source, DurableOptions options)
    {
        List<double> wals = [], rates = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            // So that full pages after a checkpoint weigh on every round alike: none in it.
            await ExecuteAsync(source, "checkpoint").ConfigureAwait(false);
            await DrainAsync(peer, options.Of(2_000)).ConfigureAwait(false);
            var before = await WalAsync(source).ConfigureAwait(false);
            rates.Add(await DrainAsync(peer, options.Of(5_000)).ConfigureAwait(false));
            wals.Add((await WalAsync(source).ConfigureAwait(false) - before) / options.Of(5_000));
        }

        return (DurableOptions.Median(wals), DurableOptions.Median(rates));
    }

    private static async Task<double> DrainAsync(BotKitPeer peer, int count)
    {
        await peer.HoldAsync().ConfigureAwait(false);
        await peer.EnqueueAsync(count, 64).ConfigureAwait(false);
        return count / (await peer.DrainAsync(count).ConfigureAwait(false)).TotalSeconds;
    }

    /// <summary>Copies ended runs under new ids until there are so many.</summary>
    private static async Task MultiplyAsync(NpgsqlDataSource source, int count)
    {
        var columns = await TextAsync(
            source, "select string_agg(quote_ident(column_name), ',') from information_schema.columns where table_schema = 'botkit' and table_name = 'bot_run' and column_name <> 'id'")
            .ConfigureAwait(false);
        var rows = await CountAsync(source).ConfigureAwait(false);
        while (rows < count)
        {
            await ExecuteAsync(source, string.Create(
                CultureInfo.InvariantCulture,
                $"insert into botkit.bot_run (id, {columns}) select gen_random_uuid(), {columns} from botkit.bot_run limit {Math.Min(rows, count - rows)}"))
                .ConfigureAwait(false);
            rows = await CountAsync(source).ConfigureAwait(false);
        }

        await ExecuteAsync(source, "vacuum analyze botkit.bot_run").ConfigureAwait(false);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source)
        => long.Parse(await TextAsync(source, "select count(*)::text from botkit.bot_run").ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static async Task<double> WalAsync(NpgsqlDataSource source)
        => double.Parse(await TextAsync(source, "select (pg_current_wal_lsn() - '0/0')::text").ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static async Task<string> TextAsync(NpgsqlDataSource source, string sql)
    {
        var command = source.CreateCommand(sql);
        await using (command.ConfigureAwait(false))
        {
            return (string)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }
}
