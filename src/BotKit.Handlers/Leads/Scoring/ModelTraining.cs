namespace BotKit.Handlers.Leads;

/// <summary>Trains on some of the rows.</summary>
internal static class ModelTraining
{
    public static (FeatureMap Map, TreeEnsemble Trees, float[][] Features) Train(
        TrainingRows rows, IReadOnlyList<int> columns, int[] inside, int seed, CancellationToken cancellationToken)
    {
        var learnt = columns.Select(column => ColumnLearning.Learn(rows.Columns[column], Array.ConvertAll(inside, row => rows[row][column])));
        var map = new FeatureMap([.. learnt]);
        var features = Array.ConvertAll(inside, row => Features(map, rows[row], columns));
        var labels = Array.ConvertAll(inside, row => rows.Labels[row]);
        return (map, TreeTrainer.Train(features, labels, new TreeSettings { Seed = seed }, cancellationToken), features);
    }

    public static float[] Features(FeatureMap map, string?[] row, IReadOnlyList<int> columns)
    {
        var values = new string?[columns.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = row[columns[index]];
        }

        var features = new float[map.Width];
        map.Fill(values, features);
        return features;
    }

    /// <summary>The columns by how much they move the score of a lead on average, as shares of all.</summary>
    public static IReadOnlyList<LeadModelColumn> Importance(FeatureMap map, TreeEnsemble trees, float[][] rows)
    {
        var sums = new double[map.Columns.Count];
        var contributions = new double[map.Columns.Count];
        foreach (var row in rows)
        {
            trees.Explain(row, map.SourceOf, contributions);
            for (var column = 0; column < sums.Length; column++)
            {
                sums[column] += Math.Abs(contributions[column]);
            }
        }

        var total = sums.Sum();
        return
        [
            .. sums.Select((sum, column) => new LeadModelColumn(map.Columns[column].Name, Math.Round(total == 0 ? 0 : sum / total, 4)))
                .OrderByDescending(static column => column.Importance),
        ];
    }
}
