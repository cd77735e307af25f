using System.Text;
using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>Finds and lists runs.</summary>
internal static class RunReads
{
    private const string FindOne = RunColumns.WithPayloads + " where r.id = @id";

    private const string FindCreated = "select created from bot_run where id = @id";

    private static readonly TimeSpan TextWindow = TimeSpan.FromHours(24);

    public static async Task<StoredRun?> FindAsync(StoreConnection connection, Guid executionId, CancellationToken cancellationToken)
    {
        var reader = await connection.Sql(FindOne).Set("id", executionId).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? RunColumns.Read(reader, connection.Dialect, connection.Now)
                : null;
        }
    }

    public static async Task<IReadOnlyList<StoredRun>> ListAsync(StoreConnection connection, RunQuery query, CancellationToken cancellationToken)
    {
        ThrowIfTooWide(query, connection.Now);
        return await LimitedRead.RunAsync(connection, token => ListCoreAsync(connection, query, token), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<StoredRun>> ListCoreAsync(StoreConnection connection, RunQuery query, CancellationToken cancellationToken)
    {
        long? before = query.Before is { } cursor
            ? connection.Sql(FindCreated).Set("id", cursor).Number() ?? Instants.OfId(cursor)
            : null;
        var statement = connection.Sql(Text(query, connection.Dialect)).Set("count", query.Count);
        Bind(statement, query, before, connection.Now);
        var runs = new List<StoredRun>();
        var reader = await statement.QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                runs.Add(RunColumns.Read(reader, connection.Dialect, connection.Now));
            }
        }

        return runs;
    }

    // One text for each set of filters: each is prepared once, and no value is ever part of it.
    private static string Text(RunQuery query, StoreDialect dialect)
    {
        var sql = new StringBuilder(RunColumns.WithoutPayloads).Append(" where 1 = 1");
        Add(query.Bot is not null, " and r.bot = @bot");
        Add(query.Status is not null, " and r.state = 3 and r.status = @status");
        Add(query.State is RunState.Ended, " and r.state = 3");
        Add(query.State is RunState.Running, " and q.state = 2");
        Add(query.State is RunState.Scheduled, " and q.state = 0 and q.due > @now");
        Add(query.State is RunState.Queued, " and (q.state = 1 or (q.state = 0 and q.due <= @now))");
        Add(query.Root is not null, " and (r.root_id = @root or r.id = @root)");
        Add(query.Schedule is not null, " and r.schedule = @schedule");
        Add(query.Trigger is not null, " and r.trigger_kind = @trigger");
        Add(query.From is not null, " and r.created >= @from");
        Add(query.To is not null, " and r.created < @to");
        Add(query.Before is not null, " and (r.created < @before or (r.created = @before and r.id < @before_id))");
        Add(query.Text is not null, $" and ({dialect.Holds("r.error", "@text")} or {dialect.Holds("r.idem_key", "@text")} or {dialect.Holds("r.caller", "@text")})");
        return sql.Append(" order by r.created desc, r.id desc limit @count").ToString();

        void Add(bool isAsked, string condition) => sql.Append(isAsked ? condition : "");
    }

    private static void Bind(Statement statement, RunQuery query, long? before, long now)
    {
        _ = query.Bot is null ? statement : statement.Set("bot", query.Bot);
        _ = query.Status is null ? statement : statement.Set("status", (long)query.Status);
        _ = query.State is RunState.Scheduled or RunState.Queued ? statement.Set("now", now) : statement;
        _ = query.Root is null ? statement : statement.Set("root", query.Root);
        _ = query.Schedule is null ? statement : statement.Set("schedule", query.Schedule);
        _ = query.Trigger is null ? statement : statement.Set("trigger", (long)query.Trigger);
        _ = query.From is null ? statement : statement.Set("from", Instants.ToMilliseconds(query.From));
        _ = query.To is null ? statement : statement.Set("to", Instants.ToMilliseconds(query.To));
        _ = query.Before is null ? statement : statement.Set("before", before).Set("before_id", query.Before);
        _ = query.Text is null ? statement : statement.Set("text", query.Text);
    }

    private static void ThrowIfTooWide(RunQuery query, long now)
    {
        if (query.Text is not null
            && (query.From is not { } from || (query.To ?? Instants.From(now)) - from > TextWindow))
        {
            throw new ArgumentException("A search for text needs a start and a span of at most 24 hours.", nameof(query));
        }
    }
}
