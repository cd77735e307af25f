using System.Globalization;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>A table of a PostgreSQL database. All names come from the live catalogue, quoted by the server.</summary>
internal sealed class PostgresCleanUpTable : ICleanUpTable
{
    private readonly PostgresSession _session;
    private readonly PostgresCleanUpNames _names;
    private readonly CleanUpRule _rule;
    private readonly TimeProvider _timeProvider;
    private string[]? _last;

    private PostgresCleanUpTable(PostgresSession session, PostgresCleanUpNames names, CleanUpRule rule, TimeProvider timeProvider)
    {
        _session = session;
        _names = names;
        _rule = rule;
        _timeProvider = timeProvider;
    }

    public string Name => _names.Table;

    public static async ValueTask<PostgresCleanUpTable> OpenAsync(
        PostgresConnections connections, DatabaseEntry entry, CleanUpRule rule, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var session = await connections.OpenAsync(entry, cancellationToken).ConfigureAwait(false);
        try
        {
            var names = await PostgresCleanUpNames.FindAsync(session, rule, cancellationToken).ConfigureAwait(false);
            // Triggers of the table find what they expect. A statement that takes too long ends, and its locks with it.
            var limit = ((int)CleanUpWalk.Limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            await session.ExecuteAsync(
                $"SELECT set_config('search_path', current_setting('botkit.search_path'), false), set_config('statement_timeout', '{limit}', false), set_config('lock_timeout', '{limit}', false)",
                cancellationToken).ConfigureAwait(false);
            return new PostgresCleanUpTable(session, names, rule, timeProvider);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask<CleanUpPart> NextAsync(int size, bool remove, CancellationToken cancellationToken)
    {
        try
        {
            var last = await ReadEndAsync(size, cancellationToken).ConfigureAwait(false);
            var where = $"WHERE {RangeTo(last)}{_names.Condition}";
            var parameters = Parameters(last);
            var matched = await _session.ReadAsync<long>($"SELECT count(*) FROM ONLY {_names.TableSql} {where}", cancellationToken, parameters).ConfigureAwait(false);
            var (removed, held) = (0L, TimeSpan.Zero);
            if (remove && matched > 0)
            {
                var started = _timeProvider.GetTimestamp();
                removed = await _session.ExecuteAsync(
                    $"""
                    WITH botkit_old AS MATERIALIZED (SELECT ctid AS row FROM ONLY {_names.TableSql} {where} FOR UPDATE SKIP LOCKED)
                    DELETE FROM ONLY {_names.TableSql} WHERE ctid = ANY (ARRAY(SELECT row FROM botkit_old))
                    """,
                    cancellationToken,
                    Parameters(last)).ConfigureAwait(false);
                held = _timeProvider.GetElapsedTime(started);
            }

            _last = last;
            return new CleanUpPart(matched, removed, last is null, held, last is null ? 1 : null);
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable && !cancellationToken.IsCancellationRequested)
        {
            throw new CleanUpTooLongException(failure);
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    // The key of the last of the next rows as text, whatever types it has; null when the table ends before.
    private async ValueTask<string[]?> ReadEndAsync(int size, CancellationToken cancellationToken)
    {
        var keys = string.Join(", ", _names.Key);
        var where = _last is null ? "" : "WHERE " + Compare(">", 0);
        var parameters = (_last ?? []).Select(PostgresSession.Text).ToArray();
        var ends = await _session.ListAsync(
            $"SELECT ARRAY[{string.Join(", ", _names.Key.Select(static column => column + "::text"))}] FROM ONLY {_names.TableSql} {where} ORDER BY {keys} LIMIT 1 OFFSET {(size - 1).ToString(CultureInfo.InvariantCulture)}",
            static row => (string[])row.GetValue(0),
            cancellationToken,
            parameters).ConfigureAwait(false);
        return ends.FirstOrDefault();
    }

    private string RangeTo(string[]? last)
        => (_last is null ? "" : Compare(">", 1) + " AND ") + (last is null ? "" : Compare("<=", 1 + (_last?.Length ?? 0)) + " AND ");

    // The instant of the rule first, then the key that the range begins after, then the one that it ends with.
    private NpgsqlParameter[] Parameters(string[]? last)
        => [.. new[] { _names.Before(_rule) }.Concat(_last ?? []).Concat(last ?? []).Select(PostgresSession.Text)];

    private string Compare(string comparison, int offset)
        => $"({string.Join(", ", _names.Key)}) {comparison} ({string.Join(", ", _names.KeyTypes.Select((type, index) => string.Create(CultureInfo.InvariantCulture, $"${offset + index + 1}::{type}")))})";
}
