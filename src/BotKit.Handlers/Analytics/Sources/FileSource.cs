using System.Threading.Channels;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Analytics;

/// <summary>
/// A file of CSV or JSON rows. One thread reads it and another writes the table, so that neither waits for the other; few rows are held
/// between them.
/// </summary>
/// <param name="open">Opens the file, and says how many bytes it has.</param>
/// <param name="time">The column of the times, or <see langword="null"/>.</param>
/// <param name="times">How they are read.</param>
internal sealed class FileSource(Func<CancellationToken, ValueTask<(Stream Stream, long Bytes)>> open, string? time, TimeText times) : RowSource(times)
{
    private const int BatchRows = 512;
    private const int BatchesAhead = 8;

    public override string Kind => "file";

    public override bool HasTime => time is not null;

    public override async ValueTask<long?> MeasureAsync(CancellationToken cancellationToken)
    {
        var (stream, bytes) = await open(cancellationToken).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        return bytes;
    }

    public override async Task ReadAsync(RowWriter writer, ResolvedPeriod period, Action<double> progress, CancellationToken cancellationToken)
    {
        var (stream, bytes) = await open(cancellationToken).ConfigureAwait(false);
        var counted = new CountedStream(stream);
        await using (counted.ConfigureAwait(false))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var channel = Channel.CreateBounded<RowBatch>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
            var reading = Task.Run(() => ReadRowsAsync(counted, writer.Columns, channel.Writer, stop.Token), CancellationToken.None);
            try
            {
                await WriteRowsAsync(channel.Reader, writer, () => progress(bytes > 0 ? Math.Min(1, (double)counted.Count / bytes) : 1), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadRowsAsync(Stream stream, IReadOnlyList<RowColumn> columns, ChannelWriter<RowBatch> batches, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            using var reader = RowReader.Open(stream);
            var places = new ColumnPlaces(columns, time);
            RowBatch batch = new(BatchRows, places.Count);
            while (reader.Read())
            {
                places.Find(reader.Columns);
                batch.Add(reader, places);
                if (batch.IsFull)
                {
                    await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                    batch = new(BatchRows, places.Count);
                }
            }

            places.Find(reader.Columns);
            places.RequireAll();
            await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        catch (RowTextException unreadable)
        {
            failure = AnalyticsFailure.Of(AnalyticsErrorCodes.SourceUnreadable, unreadable.Message, unreadable);
        }
        catch (Exception other)
        {
            failure = other;
        }

        batches.Complete(failure);
    }

    private static async Task WriteRowsAsync(ChannelReader<RowBatch> batches, RowWriter writer, Action progress, CancellationToken cancellationToken)
    {
        while (await batches.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (batches.TryRead(out var batch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                batch.WriteTo(writer);
                progress();
            }
        }
    }
}
