using System.Data;
using System.Data.Common;
using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>The rows of a configured statement, streamed from a read-only connection.</summary>
internal abstract class SqlSource(DatasetOptions dataset, TimeText times, TimeProvider timeProvider) : RowSource(times)
{
    private const int RowsBetweenChecks = 1000;

    public override bool HasTime => dataset.Time is not null;

    protected DatasetOptions Dataset => dataset;

    public override async ValueTask<long?> MeasureAsync(CancellationToken cancellationToken)
    {
        var connection = await TryOpenAsync(cancellationToken).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    public override async Task ReadAsync(RowWriter writer, ResolvedPeriod period, Action<double> progress, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(dataset.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var connection = await TryOpenAsync(either.Token).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            await ReadAsync(connection, writer, either.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException or TimeoutException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? AnalyticsFailure.Of(AnalyticsErrorCodes.SourceTimeout, "The dataset's statement took longer than its timeout.", failure)
                : Classify(failure);
        }
    }

    /// <summary>Opens a connection that can only read.</summary>
    protected abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins what keeps the statement from writing.</summary>
    protected abstract ValueTask<DbTransaction?> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    private static BotException Classify(Exception failure) => failure is DbException { IsTransient: true } or TimeoutException
        ? AnalyticsFailure.Of(AnalyticsErrorCodes.SourceUnavailable, "The dataset's database cannot be reached.", failure)
        : AnalyticsFailure.Of(AnalyticsErrorCodes.SourceRefused, "The dataset's database refused the configured statement.", failure);

    private async ValueTask<DbConnection> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.SourceUnavailable, "The dataset's database cannot be reached.", failure);
        }
    }

    private async Task ReadAsync(DbConnection connection, RowWriter writer, CancellationToken cancellationToken)
    {
        if (await BeginAsync(connection, cancellationToken).ConfigureAwait(false) is not { } transaction)
        {
            await ReadAsync(connection, transaction: null, writer, cancellationToken).ConfigureAwait(false);
            return;
        }

        await using var ending = transaction.ConfigureAwait(false);
        await ReadAsync(connection, transaction, writer, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync(DbConnection connection, DbTransaction? transaction, RowWriter writer, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = dataset.Sql;
        command.Transaction = transaction;
        command.CommandTimeout = (int)Math.Ceiling(dataset.Timeout.TotalSeconds);
        await using var interrupt = cancellationToken.Register(command.Cancel).ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        // In the order of the statement, as a sequential reader wants it.
        var cells = writer.Columns.Select((column, at) => (At: at, Place: PlaceOf(reader, column.Name))).ToList();
        var time = dataset.Time is { } name ? PlaceOf(reader, name) : -1;
        var places = cells.Select(static cell => cell.Place).Append(time).Where(static place => place >= 0).Distinct().Order().ToArray();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            writer.Line++;
            if (writer.Line % RowsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            foreach (var place in places)
            {
                var value = reader.GetValue(place);
                Write(writer, value, place, cells, place == time);
            }

            writer.Next();
        }

        if (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.SourceRefused, "The dataset's statement is not exactly one.");
        }
    }

    private void Write(RowWriter writer, object value, int place, List<(int At, int Place)> cells, bool isTime)
    {
        if (value is DBNull)
        {
            return;
        }

        if (isTime)
        {
            SetTime(writer, value);
        }

        foreach (var cell in cells)
        {
            if (cell.Place == place)
            {
                SetCell(writer, cell.At, value);
            }
        }
    }

    private void SetTime(RowWriter writer, object value)
    {
        switch (value)
        {
            case DateTimeOffset instant: writer.SetTime(Times.Local(instant)); break;
            case DateTime { Kind: DateTimeKind.Utc } utc: writer.SetTime(Times.Local(utc)); break;
            case DateTime local: writer.SetTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)); break;
            case DateOnly date: writer.SetTime(date.ToDateTime(TimeOnly.MinValue)); break;
            default: writer.SetTime(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void SetCell(RowWriter writer, int column, object value)
    {
        switch (value)
        {
            case string text: writer.SetText(column, text.Trim()); break;
            case byte[]: writer.Problems.Add(RowProblems.NotANumber, writer.Columns[column].Name, writer.Line); break;
            case double or float or decimal or long or int or short or byte when writer.Columns[column].IsNumber:
                writer.SetNumber(column, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case bool flag when writer.Columns[column].IsNumber: writer.SetNumber(column, flag ? 1 : 0); break;
            case DateTime time: writer.SetText(column, time.ToString("s", CultureInfo.InvariantCulture)); break;
            default: writer.SetText(column, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static int PlaceOf(DbDataReader reader, string name)
    {
        for (var at = 0; at < reader.FieldCount; at++)
        {
            if (string.Equals(reader.GetName(at), name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        throw AnalyticsFailure.Of(AnalyticsErrorCodes.ColumnUnknown, $"The source has no column '{name}'.");
    }
}
