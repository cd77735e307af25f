using BotKit.Ledger;

namespace BotKit.Handlers.Analytics;

/// <summary>BotKit's own ledger: how the bots are doing.</summary>
internal sealed class LedgerSource(IBotLedger ledger, LedgerRows rows, TimeText times, TimeProvider timeProvider) : RowSource(times)
{
    private const int PageRows = 1000;

    private static readonly TimeSpan Slice = TimeSpan.FromHours(12);

    public override string Kind => "ledger";

    public override bool HasTime => true;

    public override bool IsBounded => false;

    public override ValueTask<long?> MeasureAsync(CancellationToken cancellationToken) => new((long?)null);

    public override async Task ReadAsync(RowWriter writer, ResolvedPeriod period, Action<double> progress, CancellationToken cancellationToken)
    {
        var from = Times.Instant(period.From!.Value);
        var now = timeProvider.GetUtcNow();
        var to = period.To is { } end && Times.Instant(end) is var limit && limit < now ? limit : now;
        if (rows == LedgerRows.Minutes)
        {
            await ReadMinutesAsync(writer, from, to, progress, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadRunsAsync(writer, from, to, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadMinutesAsync(RowWriter writer, DateTimeOffset from, DateTimeOffset to, Action<double> progress, CancellationToken cancellationToken)
    {
        var cells = Cells<RunRollup>(writer, MinuteColumn);
        for (var start = from; start < to; start += Slice)
        {
            var end = start + Slice < to ? start + Slice : to;
            foreach (var minute in await ledger.ReadRollupsAsync(start, end, cancellationToken).ConfigureAwait(false))
            {
                // The first minute of a slice may be the last of the one before.
                if (minute.Minute < start && start != from)
                {
                    continue;
                }

                Write(writer, minute, minute.Minute, cells);
            }

            progress(Share(from, to, end));
        }
    }

    private async Task ReadRunsAsync(RowWriter writer, DateTimeOffset from, DateTimeOffset to, Action<double> progress, CancellationToken cancellationToken)
    {
        var cells = Cells<StoredRun>(writer, RunColumn);
        Guid? before = null;
        while (true)
        {
            var page = await ledger.ListAsync(
                new RunQuery { From = from, To = to, State = RunState.Ended, Before = before, Count = PageRows }, cancellationToken).ConfigureAwait(false);
            foreach (var run in page)
            {
                Write(writer, run, run.CreatedAt, cells);
            }

            if (page.Count < PageRows)
            {
                return;
            }

            before = page[^1].ExecutionId;
            progress(1 - Share(from, to, page[^1].CreatedAt));
        }
    }

    private void Write<T>(RowWriter writer, T row, DateTimeOffset at, IReadOnlyList<Func<T, object?>> cells)
    {
        writer.Line++;
        writer.SetTime(Times.Local(at));
        for (var column = 0; column < cells.Count; column++)
        {
            switch (cells[column](row))
            {
                case string text: writer.SetText(column, text); break;
                case double number: writer.SetNumber(column, number); break;
            }
        }

        writer.Next();
    }

    private static double Share(DateTimeOffset from, DateTimeOffset to, DateTimeOffset at)
        => to <= from ? 1 : Math.Clamp((at - from) / (to - from), 0, 1);

    private static List<Func<T, object?>> Cells<T>(RowWriter writer, Func<string, Func<T, object?>?> find)
        => [.. writer.Columns.Select(column => find(column.Name.ToUpperInvariant())
            ?? throw AnalyticsFailure.Of(AnalyticsErrorCodes.ColumnUnknown, $"The ledger has no column '{column.Name}'."))];

    private static Func<RunRollup, object?>? MinuteColumn(string name) => name switch
    {
        "BOT" => static minute => minute.Bot,
        "RUNS" => static minute => (double)minute.Counts.Sum(),
        "SUCCEEDED" => static minute => Count(minute, BotStatus.Succeeded),
        "FAILED" => static minute => Count(minute, BotStatus.Failed) + Count(minute, BotStatus.TimedOut) + Count(minute, BotStatus.Dead),
        "INVALID" => static minute => Count(minute, BotStatus.Invalid),
        "REJECTED" => static minute => Count(minute, BotStatus.Rejected),
        "CANCELED" => static minute => Count(minute, BotStatus.Canceled),
        "SECONDS" => static minute => minute.Latency.Sum.TotalSeconds,
        "MEASURED" => static minute => (double)minute.Latency.Count,
        _ => null,
    };

    private static Func<StoredRun, object?>? RunColumn(string name) => name switch
    {
        "BOT" => static run => run.Bot,
        "STATUS" => static run => run.Status?.ToString(),
        "TRIGGER" => static run => run.Trigger.ToString(),
        "SECONDS" => static run => run.Duration.TotalSeconds,
        "ATTEMPTS" => static run => (double)run.Attempts,
        "ERROR" => static run => run.Error?.Code,
        _ => null,
    };

    private static double Count(RunRollup minute, BotStatus status) => (int)status < minute.Counts.Count ? minute.Counts[(int)status] : 0;
}
