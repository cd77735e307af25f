using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

/// <summary>The lines of one run in progress, bounded.</summary>
internal sealed class RunLog(LogCaptureOptions options, ByteBudget budget)
{
    private readonly Lock _gate = new();
    private readonly List<RunLogRow> _rows = [];
    private long _bytes;
    private int _dropped;
    private bool _isClosed;

    /// <summary>Adds a line; what comes after the run has ended is left out.</summary>
    public void Add(DateTimeOffset at, LogLevel level, int eventId, string category, string message, bool isForeign, string? code)
    {
        var bytes = RunLogRow.RowBytes + (2L * message.Length);
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (!HasRoom(level, bytes) || !budget.TryTake(bytes))
            {
                _dropped++;
                return;
            }

            _bytes += bytes;
            var sequence = _rows.Count + _dropped + 1;
            _rows.Add(isForeign
                ? new RunLogRow { Sequence = sequence, At = at, Level = level, EventId = eventId, Category = category, Message = "", Unmasked = message, Code = code }
                : new RunLogRow { Sequence = sequence, At = at, Level = level, EventId = eventId, Category = category, Message = message, Code = code });
        }
    }

    /// <summary>Ends the log and gives its memory back to the budget.</summary>
    /// <returns>The lines, and how many did not fit.</returns>
    public (IReadOnlyList<RunLogRow> Rows, int Dropped) Close()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                budget.Return(_bytes);
            }

            return (_rows, _dropped);
        }
    }

    private bool HasRoom(LogLevel level, long bytes)
        => level >= LogLevel.Warning
            ? _rows.Count < options.MaxRows && _bytes + bytes <= options.MaxBytes
            : _rows.Count < options.MaxRows - (options.MaxRows / 10) && _bytes + bytes <= options.MaxBytes - (options.MaxBytes / 10);
}
