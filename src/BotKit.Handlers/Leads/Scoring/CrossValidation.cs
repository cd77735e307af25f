namespace BotKit.Handlers.Leads;

/// <summary>What a model makes of rows that it was not trained on.</summary>
internal sealed record CrossValidation
{
    /// <summary>The score of each row by the model of the other folds.</summary>
    public required double[] Scores { get; init; }

    /// <summary>The probability of each row, by a calibration that was fitted without the row's fold.</summary>
    public required double[] Probabilities { get; init; }

    public required double[] AucByFold { get; init; }

    /// <summary>The mean over the folds.</summary>
    public double Auc => AucByFold.Average();

    public static CrossValidation Run(
        TrainingRows rows, IReadOnlyList<int> columns, int[] folds, int count, int seed, Action<double> progress, CancellationToken cancellationToken)
    {
        var scores = new double[rows.Count];
        var aucs = new double[count];
        var done = 0;
        var gate = new Lock();
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            var (map, trees, _) = ModelTraining.Train(rows, columns, RowsOf(folds, fold, isInside: false), seed, cancellationToken);
            var outside = RowsOf(folds, fold, isInside: true);
            foreach (var row in outside)
            {
                scores[row] = trees.Score(ModelTraining.Features(map, rows[row], columns));
            }

            aucs[fold] = Ranking.Auc(Array.ConvertAll(outside, row => scores[row]), Array.ConvertAll(outside, row => rows.Labels[row]));
            lock (gate)
            {
                progress((double)++done / count);
            }
        });
        return new CrossValidation { Scores = scores, Probabilities = Calibrate(scores, rows.Labels, folds, count), AucByFold = aucs };
    }

    private static double[] Calibrate(double[] scores, bool[] labels, int[] folds, int count)
    {
        var probabilities = new double[scores.Length];
        for (var fold = 0; fold < count; fold++)
        {
            var others = RowsOf(folds, fold, isInside: false);
            var (slope, offset) = PlattCalibration.Fit(Array.ConvertAll(others, row => scores[row]), Array.ConvertAll(others, row => labels[row]));
            foreach (var row in RowsOf(folds, fold, isInside: true))
            {
                probabilities[row] = PlattCalibration.Sigmoid(slope * scores[row] + offset);
            }
        }

        return probabilities;
    }

    private static int[] RowsOf(int[] folds, int fold, bool isInside) => [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold == isInside)];
}
