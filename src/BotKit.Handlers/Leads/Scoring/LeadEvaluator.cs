namespace BotKit.Handlers.Leads;

/// <summary>Measures a model on leads whose outcome is known by now.</summary>
internal sealed class LeadEvaluator(LeadFiles files, LeadModelStore models, LeadSettings settings)
{
    public async ValueTask<LeadResult> RunAsync(LeadEvaluateInput input, BotContext context, CancellationToken cancellationToken)
    {
        var document = await models.ReadAsync(context.Bot, input.Model ?? LeadDefaults.Model, input.Version, cancellationToken).ConfigureAwait(false);
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var target = input.Target is { } given ? table.Find(given) : table.Find(document.Target);
        var model = new LoadedModel(document, table);
        var bad = new BadRows();
        var (probabilities, labels, withoutOutcome) = (new List<double>(), new List<bool>(), 0L);
        var rows = RowPump.Run(
            table,
            row => (Row: row, Probability: model.Score(row, 0).Probability),
            (_, lead) =>
            {
                model.Drift.Add(lead.Row, lead.Probability);
                if (MissingWords.Clean(lead.Row[target]) is not { } outcome)
                {
                    withoutOutcome++;
                    return;
                }

                if (labels.Count == settings.MaxTrainingRows)
                {
                    throw LeadFailure.Of(LeadErrorCodes.TooManyRows, $"The file has more than {settings.MaxTrainingRows} leads with an outcome; evaluate on a sample of them.");
                }

                labels.Add(string.Equals(outcome, document.Positive, StringComparison.OrdinalIgnoreCase));
                probabilities.Add(lead.Probability);
            },
            bad,
            fraction => context.Report(fraction, "Evaluating the model"),
            cancellationToken);
        if (!labels.Contains(true) || !labels.Contains(false))
        {
            throw LeadFailure.Of(LeadErrorCodes.TooFewRows, "The file must have leads of both outcomes.");
        }

        return new LeadEvaluation
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            Model = document.Name,
            Version = document.Version,
            RowsWithoutOutcome = withoutOutcome,
            Quality = LeadQualities.Of([.. probabilities], [.. labels]),
            TrainedAuc = document.Auc,
            Drift = model.Drift.Report(),
        };
    }
}
