using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Puts leads into segments.</summary>
internal sealed class LeadSegmenter(LeadFiles files)
{
    private const string Otherwise = "other";

    public async ValueTask<LeadResult> RunAsync(LeadSegmentInput input, BotContext context, CancellationToken cancellationToken)
    {
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var matchers = input.Segments.Select(segment => new LeadMatcher(table, segment.Where)).ToArray();
        string[] names = [.. input.Segments.Select(static segment => segment.Name), input.Otherwise ?? Otherwise];
        var score = table.IndexOf("lead_score");
        var (counts, sums, scored) = (new long[names.Length], new double[names.Length], new long[names.Length]);
        var bad = new BadRows();
        var rows = 0L;
        var file = await files.SaveAsync(
            context,
            "leads-segmented.csv",
            "text/csv",
            stream =>
            {
                using var writer = new CsvRowWriter(stream) { KeepsFormulas = true };
                writer.Write(AddedColumn.Header(table.Columns, "lead_segment"));
                rows = RowPump.Run(
                    table,
                    row => (Row: row, Segment: FirstMatch(matchers, row)),
                    (_, lead) =>
                    {
                        counts[lead.Segment]++;
                        if (score >= 0 && LeadMatcher.NumberOf(lead.Row[score]) is { } number)
                        {
                            sums[lead.Segment] += number;
                            scored[lead.Segment]++;
                        }

                        writer.Write([.. lead.Row, names[lead.Segment]]);
                    },
                    bad,
                    fraction => context.Report(fraction, "Segmenting leads"),
                    cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        return new LeadSegmentation
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            Segments =
            [
                .. names.Select((name, index) => new LeadSegmentSize(
                    name,
                    counts[index],
                    Math.Round(rows == 0 ? 0 : (double)counts[index] / rows, 4),
                    scored[index] == 0 ? null : Math.Round(sums[index] / scored[index], 4))),
            ],
        };
    }

    private static int FirstMatch(LeadMatcher[] matchers, string?[] row)
    {
        var index = Array.FindIndex(matchers, matcher => matcher.Matches(row));
        return index < 0 ? matchers.Length : index;
    }
}
