using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Analytics;

/// <summary>Compiles an operation, reads its rows into a temporary table and lets it ask that.</summary>
internal sealed class AnalyticsService(
    IOptions<AnalyticsOptions> options, RowSources sources, AnalysisCompiler compiler, ReportPublisher publisher) : IAnalyticsService
{
    /// <summary>How much of the work reading is, for progress.</summary>
    private const double ReadShare = .8;

    public async ValueTask<AnalyticsResult> RunAsync(AnalyticsInput input, AnalyticsRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var job = Prepare(input, run);
        using var rows = RowTable.Create(job.Demand);
        var read = await ReadAsync(job, rows, run, cancellationToken).ConfigureAwait(false);
        run.Progress?.Invoke(ReadShare, "Working out the figures");
        if (job.Report is not { } report)
        {
            var result = await Task.Run(() => job.Parts[0].Analysis!.Run(rows, read, cancellationToken), cancellationToken).ConfigureAwait(false);
            return result with { Read = read };
        }

        var content = await Task.Run(() => ReportContent.Of(report, job.Parts, rows, read, run.For, job.Source.Times, cancellationToken), cancellationToken).ConfigureAwait(false);
        run.Progress?.Invoke((1 + ReadShare) / 2, "Writing the report");
        return await publisher.PublishAsync(report, content, run, cancellationToken).ConfigureAwait(false) with { Read = read };
    }

    public async ValueTask<AnalyticsPlan> PlanAsync(AnalyticsInput input, AnalyticsRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var job = Prepare(input, run);
        var bytes = await job.Source.MeasureAsync(cancellationToken).ConfigureAwait(false);
        return new AnalyticsPlan
        {
            Of = OperationName.Of(input),
            Source = job.Source.Kind,
            Bytes = bytes,
            Columns = [.. job.Demand.Columns.Select(static column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase)],
            From = job.Period.From,
            To = job.Period.To,
            Formats = job.Report is null ? [] : ReportPublisher.FormatsOf(job.Report),
            EmailTo = job.Report?.EmailTo ?? [],
        };
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var (name, dataset) in options.Value.Datasets.OrderBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                await sources.Of(dataset).MeasureAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (BotException)
            {
                missing.Add(name);
            }
        }

        if (missing.Count > 0)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.SourceUnavailable, $"Cannot be reached: {string.Join(", ", missing)}.");
        }
    }

    private AnalyticsJob Prepare(AnalyticsInput input, AnalyticsRun run)
    {
        if (input is AnalyticsRowsInput rows)
        {
            return AnalyticsJob.Of(sources.Find(rows.Source!), [rows], period: null, report: null, compiler, run.For);
        }

        var asked = (AnalyticsReportInput)input;
        var report = asked.Definition ?? (options.Value.Reports.TryGetValue(asked.Report!, out var known)
            ? known
            : throw AnalyticsFailure.Of(AnalyticsErrorCodes.AnalyticsUnknown, "No report of that name is configured."));
        publisher.RequireRecipients(report);
        return AnalyticsJob.Of(sources.Find(report.Source), report.Parts, report.Period, report, compiler, run.For);
    }

    private async Task<AnalyticsRead> ReadAsync(AnalyticsJob job, RowTable rows, AnalyticsRun run, CancellationToken cancellationToken)
    {
        run.Progress?.Invoke(0, "Reading rows");
        using var writer = new RowWriter(rows, job.Source.Times, options.Value.MaxRows);
        await Task.Run(
            () => job.Source.ReadAsync(writer, job.Period, share => run.Progress?.Invoke(share * ReadShare, "Reading rows"), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return writer.Finish();
    }
}
