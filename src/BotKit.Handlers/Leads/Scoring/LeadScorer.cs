using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Gives leads their probability of success, with reasons.</summary>
internal sealed class LeadScorer(LeadFiles files, LeadModelStore models)
{
    private static readonly string[] Grades = ["A", "B", "C", "D"];

    public async ValueTask<LeadResult> RunAsync(LeadScoreInput input, BotContext context, CancellationToken cancellationToken)
    {
        var document = await models.ReadAsync(context.Bot, input.Model ?? LeadDefaults.Model, input.Version, cancellationToken).ConfigureAwait(false);
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var model = new LoadedModel(document, table);
        var reasons = input.Reasons ?? LeadDefaults.Reasons;
        var bad = new BadRows();
        var grades = new long[Grades.Length];
        var (rows, sum) = (0L, 0d);
        var width = table.Columns.Length;
        var file = await files.SaveAsync(
            context,
            "leads-scored.csv",
            "text/csv",
            stream =>
            {
                using var writer = new CsvRowWriter(stream) { KeepsFormulas = true };
                writer.Write(AddedColumn.Header(table.Columns, "lead_score", "lead_grade", "lead_reasons"));
                rows = RowPump.Run(
                    table,
                    row => (Row: row, Scored: model.Score(row, reasons)),
                    (_, lead) =>
                    {
                        var grade = GradeOf(lead.Scored.Probability);
                        model.Drift.Add(lead.Row, lead.Scored.Probability);
                        grades[grade]++;
                        sum += lead.Scored.Probability;
                        var written = new string?[width + 3];
                        lead.Row.CopyTo(written, 0);
                        (written[width], written[width + 1], written[width + 2]) = (lead.Scored.Text, Grades[grade], lead.Scored.Reasons);
                        writer.Write(written);
                    },
                    bad,
                    fraction => context.Report(fraction, "Scoring leads"),
                    cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        return new LeadScoring
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            Model = document.Name,
            Version = document.Version,
            MeanScore = Math.Round(rows == 0 ? 0 : sum / rows, 4),
            Grades = Grades.Select((name, index) => (name, Count: grades[index])).ToDictionary(static pair => pair.name, static pair => pair.Count),
            Drift = model.Drift.Report(),
        };
    }

    private static int GradeOf(double probability) => probability switch
    {
        >= .7 => 0,
        >= .4 => 1,
        >= .15 => 2,
        _ => 3,
    };
}
