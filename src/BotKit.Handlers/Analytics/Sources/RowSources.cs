using BotKit.Files;
using BotKit.Ledger;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Analytics;

/// <summary>Finds the source that an input names.</summary>
internal sealed class RowSources(IOptions<AnalyticsOptions> options, IBotFileStore files, IBotLedger ledger, TimeProvider timeProvider)
{
    private const int BufferBytes = 128 * 1024;

    public RowSource Find(AnalyticsSource source)
    {
        if (source.Dataset is { } dataset)
        {
            return options.Value.Datasets.TryGetValue(dataset, out var settings)
                ? Of(settings)
                : throw AnalyticsFailure.Of(AnalyticsErrorCodes.AnalyticsUnknown, "No dataset of that name is configured.");
        }

        var times = new TimeText(Zone(source.TimeZone ?? AnalyticsDefaults.TimeZone), source.TimeFormat);
        return source.Ledger is { } rows
            ? new LedgerSource(ledger, rows, times, timeProvider)
            : new FileSource(cancellationToken => OpenStoredAsync(source.File!, cancellationToken), source.Time, times);
    }

    public RowSource Of(DatasetOptions dataset)
    {
        var times = new TimeText(Zone(dataset.TimeZone), dataset.TimeFormat);
        return DatasetProvider.Of(dataset) switch
        {
            DatasetProvider.File => new FileSource(_ => new(OpenConfigured(dataset.File)), dataset.Time, times),
            DatasetProvider.PostgreSql => new PostgreSqlSource(dataset, times, timeProvider),
            _ => new SqliteSource(dataset, times, timeProvider),
        };
    }

    private async ValueTask<(Stream Stream, long Bytes)> OpenStoredAsync(string id, CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var stream = file is null ? null : await files.OpenReadAsync(id, cancellationToken).ConfigureAwait(false);
        return stream is null
            ? throw AnalyticsFailure.Of(AnalyticsErrorCodes.SourceMissing, "No file of that id is stored.")
            : (stream, file!.Bytes);
    }

    private static (Stream Stream, long Bytes) OpenConfigured(string path)
    {
        try
        {
            var stream = new FileStream(Path.GetFullPath(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.SequentialScan);
            return (stream, stream.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.SourceMissing, "The dataset's file does not exist or cannot be read.", failure);
        }
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
