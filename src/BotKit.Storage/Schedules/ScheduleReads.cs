using System.Text.Json;
using BotKit.Schedules;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Schedules;

/// <summary>Finds and lists schedules and occurrences.</summary>
internal static class ScheduleReads
{
    private const string FindOne = $"select {ScheduleColumns.All} from bot_schedule s where s.id = @id";

    private const string Listed = $"""
        select {ScheduleColumns.All} from bot_schedule s
        where s.id > @after and (@bot is null or s.bot = @bot) and (s.is_retired = 0 or @retired = 1) order by s.id limit @count
        """;

    private const string ListedOccurrences = $"""
        select {OccurrenceColumns.All} from bot_occurrence o
        where o.schedule = @id and o.due < @before and o.last_due >= @from and (@state < 0 or o.state = @state) order by o.due desc limit @count
        """;

    // One that was accepted later may have ended earlier, but not by many runs.
    private const int Looked = 10;

    public static async Task<BotSchedule?> FindAsync(StoreConnection connection, string id, CancellationToken cancellationToken)
        => (await ReadAsync(connection, connection.Sql(FindOne).Set("id", id), cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    public static Task<List<BotSchedule>> ListAsync(StoreConnection connection, BotScheduleQuery query, CancellationToken cancellationToken)
        => LimitedRead.RunAsync(
            connection,
            token => ReadAsync(
                connection,
                connection.Sql(Listed).Set("after", query.After ?? "").Set("bot", query.Bot).Set("retired", query.IncludeRetired).Set("count", query.Count),
                token),
            cancellationToken);

    public static Task<List<BotOccurrence>> ListAsync(StoreConnection connection, BotOccurrenceQuery query, CancellationToken cancellationToken)
        => LimitedRead.RunAsync(
            connection,
            async token =>
            {
                var before = Math.Min(Instants.ToMilliseconds(query.Before) ?? long.MaxValue, Instants.ToMilliseconds(query.To) ?? long.MaxValue);
                var statement = connection.Sql(ListedOccurrences).Set("id", query.Schedule).Set("before", before)
                    .Set("from", Instants.ToMilliseconds(query.From) ?? long.MinValue).Set("state", (long?)query.State ?? -1).Set("count", query.Count);
                var found = new List<BotOccurrence>();
                var reader = await statement.QueryAsync(token).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(token).ConfigureAwait(false))
                    {
                        found.Add(OccurrenceColumns.Read(reader, connection.Dialect));
                    }
                }

                return found;
            },
            cancellationToken);

    public static Task<Dictionary<string, DateTimeOffset>> SuccessesAsync(
        StoreConnection connection, IReadOnlyList<string> ids, DateTimeOffset since, CancellationToken cancellationToken)
        => LimitedRead.RunAsync(
            connection,
            async token =>
            {
                var successes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
                var json = JsonSerializer.Serialize([.. ids], StorageJson.Default.StringArray);
                var statement = connection.Sql(Successes(connection.Dialect)).Set("ids", json).Set("since", Instants.ToMilliseconds(since))
                    .Set("succeeded", (long)BotStatus.Succeeded);
                var reader = await statement.QueryAsync(token).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(token).ConfigureAwait(false))
                    {
                        if (reader.Instant(1) is { } at)
                        {
                            successes[reader.GetString(0)] = at;
                        }
                    }
                }

                return successes;
            },
            cancellationToken);

    private static string Successes(StoreDialect dialect) => FormattableString.Invariant($"""
        select i.value, (
         select max(x.ended) from (
          select r.ended from bot_run r
          where r.schedule = i.value and r.created >= @since and r.state = 3 and r.status = @succeeded order by r.created desc limit {Looked}) x)
        from {dialect.Each("@ids")} i
        """);

    private static async Task<List<BotSchedule>> ReadAsync(StoreConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        var found = new List<BotSchedule>();
        var reader = await statement.QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                found.Add(ScheduleColumns.Read(reader, connection.Dialect));
            }
        }

        return found;
    }
}
