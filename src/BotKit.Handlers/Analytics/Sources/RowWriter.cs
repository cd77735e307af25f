using System.Globalization;
using System.Text;
using SQLitePCL;

namespace BotKit.Handlers.Analytics;

/// <summary>Fills a table of rows, cell by cell and row by row.</summary>
internal sealed class RowWriter : IDisposable
{
    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    private readonly RowTable _table;
    private readonly sqlite3_stmt _insert;
    private readonly long _maxRows;
    private byte[] _utf8 = new byte[1024];
    private bool _hasTime;

    public RowWriter(RowTable table, TimeText times, long maxRows)
    {
        _table = table;
        _maxRows = maxRows;
        Times = times;
        table.Execute("BEGIN");
        var parameters = string.Concat(Enumerable.Repeat(", ?", Columns.Count));
        Check(raw.sqlite3_prepare_v2(table.Handle, $"INSERT INTO r VALUES (?, ?{parameters})", out _insert));
    }

    public IReadOnlyList<RowColumn> Columns => _table.Demand.Columns;

    public TimeText Times { get; }

    public RowProblems Problems { get; } = new();

    /// <summary>The line or row of the source that is being written.</summary>
    public long Line { get; set; }

    public long Rows { get; private set; }

    public long BadRows { get; private set; }

    public DateTime? From { get; private set; }

    public DateTime? To { get; private set; }

    public void AddBad(string code)
    {
        BadRows++;
        Problems.Add(code, column: null, Line);
    }

    public void SetNumber(int column, double value)
    {
        if (double.IsFinite(value))
        {
            raw.sqlite3_bind_double(_insert, column + 3, value);
        }
        else
        {
            Problems.Add(RowProblems.NotANumber, Columns[column].Name, Line);
        }
    }

    /// <summary>A text, or the number that it writes out when the column is one of numbers.</summary>
    public void SetText(int column, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (!Columns[column].IsNumber)
        {
            var needed = Encoding.UTF8.GetMaxByteCount(text.Length);
            if (_utf8.Length < needed)
            {
                _utf8 = new byte[needed];
            }

            raw.sqlite3_bind_text(_insert, column + 3, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            SetNumber(column, number);
        }
        else
        {
            Problems.Add(RowProblems.NotANumber, Columns[column].Name, Line);
        }
    }

    /// <summary>The time of the row as it is written in the source.</summary>
    public void SetTime(string? text)
    {
        if (text is not null && Times.TryRead(text, out var local))
        {
            SetTime(local);
        }
    }

    /// <param name="local">The time of the row in the source's time zone.</param>
    public void SetTime(DateTime local)
    {
        _hasTime = true;
        raw.sqlite3_bind_int64(_insert, 1, (local - Epoch).Ticks / TimeSpan.TicksPerSecond);
        raw.sqlite3_bind_int(_insert, 2, (local.Year * 12) + local.Month - 1);
        From = From is null || local < From ? local : From;
        To = To is null || local > To ? local : To;
    }

    /// <summary>Ends the row.</summary>
    public void Next()
    {
        if (_table.Demand.NeedsTime && !_hasTime)
        {
            AddBad(RowProblems.NotATime);
        }
        else
        {
            if (++Rows > _maxRows)
            {
                throw AnalyticsFailure.Of(AnalyticsErrorCodes.SourceTooLarge, $"The source has more than {_maxRows} rows.");
            }

            Check(raw.sqlite3_step(_insert));
        }

        raw.sqlite3_reset(_insert);
        raw.sqlite3_clear_bindings(_insert);
        _hasTime = false;
    }

    public AnalyticsRead Finish()
    {
        _table.Execute("COMMIT");
        return new(Rows, BadRows, From, To, Problems.ToList());
    }

    public void Dispose() => _insert.Dispose();

    private static void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.ScratchFailed, "The temporary table of rows could not be written.");
        }
    }
}
