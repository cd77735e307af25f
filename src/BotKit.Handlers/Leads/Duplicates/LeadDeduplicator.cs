namespace BotKit.Handlers.Leads;

/// <summary>Finds and merges leads that are the same person.</summary>
internal sealed class LeadDeduplicator(LeadFiles files, LeadSettings settings)
{
    private const double DefaultThreshold = .5;

    public async ValueTask<LeadResult> RunAsync(LeadDeduplicateInput input, BotContext context, CancellationToken cancellationToken)
    {
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var bad = new BadRows();
        var (rows, lines) = Read(table, bad, context, cancellationToken);
        var identical = IdenticalLeads.Find(rows);
        var firsts = identical.Firsts;
        var columns = ComparedColumns.Choose(table, input, firsts.ConvertAll(row => rows[row]), cancellationToken);
        var search = DuplicateSearch.Run(
            columns,
            firsts.Count,
            input.Threshold ?? DefaultThreshold,
            input.Seed ?? LeadDefaults.Seed,
            (fraction, message) => context.Report(.1 + .8 * fraction, message),
            cancellationToken);
        context.Report(.9, "Merging leads");
        var groups = identical.Expand(search.Groups);
        var merge = new LeadMerge(table.Columns, rows, lines, groups, input.Survivor);
        var file = await files.SaveAsync(context, "leads-merged.csv", "text/csv", merge.Write, cancellationToken).ConfigureAwait(false);
        var undo = groups.Count == 0 ? null
            : await files.SaveAsync(context, "leads-undo.jsonl", "application/jsonl", merge.WriteUndo, cancellationToken).ConfigureAwait(false);
        var possible = search.Unsure.Count == 0 ? null
            : await files.SaveAsync(
                context, "possible-duplicates.csv", "text/csv", stream => PossibleDuplicates.Write(stream, search, columns, firsts.ConvertAll(row => lines[row])), cancellationToken).ConfigureAwait(false);
        return new LeadDeduplication
        {
            DryRun = context.IsDryRun,
            Rows = rows.Count,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            UndoFile = undo,
            PossibleFile = possible,
            Groups = groups.Count,
            Merged = groups.Sum(static group => group.Count - 1),
            Possible = search.Unsure.Count,
            Compared = search.Compared,
            Weights = search.Model is { } model ? [.. columns.Select((column, index) => WeightOf(column.Name, index, model))] : [],
        };
    }

    private (List<string?[]> Rows, List<long> Lines) Read(LeadTable table, BadRows bad, BotContext context, CancellationToken cancellationToken)
    {
        var (rows, lines) = (new List<string?[]>(), new List<long>());
        while (table.Read())
        {
            if (table.Bad is { } badRow)
            {
                bad.Add(badRow);
                continue;
            }

            if (rows.Count == settings.MaxDeduplicationRows)
            {
                throw LeadFailure.Of(LeadErrorCodes.TooManyRows, $"The file has more than {settings.MaxDeduplicationRows} leads.");
            }

            rows.Add(table.Row());
            lines.Add(table.Line);
            if (rows.Count % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                context.Report(.1 * table.Fraction, "Reading leads");
            }
        }

        return (rows, lines);
    }

    private static LeadLinkWeight WeightOf(string name, int column, LinkModel model)
    {
        return new LeadLinkWeight(
            name,
            Math.Round(model.MatchOf(column, Agreement.Exact), 4),
            Math.Round(model.UnmatchOf(column, Agreement.Exact), 6),
            Bits(Agreement.Exact),
            Bits(Agreement.Different));

        double Bits(int level) => Math.Round(Math.Log2(model.MatchOf(column, level) / model.UnmatchOf(column, level)), 2);
    }
}
