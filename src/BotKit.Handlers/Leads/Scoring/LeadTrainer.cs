namespace BotKit.Handlers.Leads;

/// <summary>Trains a model on leads whose outcome is known, and says how good it is on leads it has not seen.</summary>
internal sealed class LeadTrainer(LeadFiles files, LeadModelStore models, LeadSettings settings, TimeProvider clock)
{
    public async ValueTask<LeadResult> RunAsync(LeadTrainInput input, BotContext context, CancellationToken cancellationToken)
    {
        var (name, foldCount, seed) = (input.Model ?? LeadDefaults.Model, input.Folds ?? LeadDefaults.Folds, input.Seed ?? LeadDefaults.Seed);
        var bad = new BadRows();
        TrainingRows rows;
        using (var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false))
        {
            foreach (var column in (input.Exclude ?? []).Concat(input.KnownAtIntake ?? []))
            {
                _ = table.Find(column);
            }

            rows = TrainingRows.Read(
                table, input.Target, input.Positive, settings.MaxTrainingRows, bad, fraction => context.Report(fraction * .1, "Reading leads"), cancellationToken);
        }

        ThrowIfTooFew(rows, foldCount);
        context.Report(.1, "Choosing columns");
        var folds = Folds.Deal(rows.Labels, foldCount, seed);
        var (used, refused) = ColumnScreen.Choose(input, rows, folds, foldCount, cancellationToken);
        if (used.Count == 0)
        {
            throw LeadFailure.Of(LeadErrorCodes.NoFeatures, "No column is left to learn from: all are refused.");
        }

        ModelTraining.ThrowIfTooLarge(rows, used);
        var validation = CrossValidation.Run(rows, used, folds, foldCount, seed, done => context.Report(.15 + .65 * done, "Cross-validating"), cancellationToken);
        context.Report(.8, "Training the model");
        var (slope, offset) = PlattCalibration.Fit(validation.Scores, rows.Labels);
        var all = Enumerable.Range(0, rows.Count).ToArray();
        var (map, trees, features) = ModelTraining.Train(rows, used, all, seed, cancellationToken);
        var model = new LeadModelDocument
        {
            Format = LeadModelDocument.CurrentFormat,
            Name = name,
            Version = 0,
            CreatedAt = clock.GetUtcNow(),
            Target = rows.Columns[rows.Target],
            Positive = rows.Positive,
            Rows = rows.Count,
            BaseRate = (double)rows.Labels.Count(static label => label) / rows.Count,
            Auc = validation.Auc,
            Columns = [.. map.Columns],
            Trees = trees,
            Slope = slope,
            Offset = offset,
            ScoreShares = ScoreBins.Shares(validation.Probabilities),
        };
        int? version = context.IsDryRun ? null : await models.SaveAsync(context.Bot, model, settings.KeepModels, cancellationToken).ConfigureAwait(false);
        return new LeadTraining
        {
            DryRun = context.IsDryRun,
            Rows = rows.Count + rows.WithoutOutcome,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            Model = name,
            Version = version,
            Target = model.Target,
            Positive = model.Positive,
            RowsWithoutOutcome = rows.WithoutOutcome,
            BaseRate = model.BaseRate,
            Quality = LeadQualities.Of(validation.Probabilities, rows.Labels) with { Auc = validation.Auc },
            AucByFold = validation.AucByFold,
            Columns = ModelTraining.Importance(map, trees, features),
            RefusedColumns = refused,
        };
    }

    private static void ThrowIfTooFew(TrainingRows rows, int folds)
    {
        var positives = rows.Labels.Count(static label => label);
        var fewest = Math.Min(positives, rows.Count - positives);
        if (rows.Count < LeadDefaults.MinTrainingRows || fewest < Math.Max(LeadDefaults.MinClassRows, folds))
        {
            throw LeadFailure.Of(
                LeadErrorCodes.TooFewRows,
                $"A model needs at least {LeadDefaults.MinTrainingRows} leads with an outcome, and {LeadDefaults.MinClassRows} of each outcome.");
        }
    }
}
