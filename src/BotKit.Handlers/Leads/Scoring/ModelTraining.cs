namespace BotKit.Handlers.Leads;

/// <summary>Trains on some of the rows.</summary>
internal static class ModelTraining
{
    private const long MaxNumbers = 200_000_000;

    public static (FeatureMap Map, TreeEnsemble Trees, float[][] Features) Train(
        TrainingRows rows, IReadOnlyList<int> columns, int[] inside, int seed, CancellationToken cancellationToken)
    {
        var map = Learn(rows, columns, inside);
        var features = Array.ConvertAll(inside, row => Features(map, rows[row], columns));
        var labels = Array.ConvertAll(inside, row => rows.Labels[row]);
        return (map, TreeTrainer.Train(features, labels, new TreeSettings { Seed = seed }, cancellationToken), features);
    }

    /// <summary>Throws when the leads as numbers would not fit into memory: each value of each column is a number of its own.</summary>
    public static void ThrowIfTooLarge(TrainingRows rows, IReadOnlyList<int> columns, long most = MaxNumbers)
    {
        if ((long)Learn(rows, columns, Enumerable.Range(0, rows.Count).ToArray()).Width * rows.Count > most)
        {
            throw LeadFailure.Of(
                LeadErrorCodes.TooManyRows, "The leads have too many different values to learn from at once; train on a sample of them, or exclude columns.");
        }
    }

    private static FeatureMap Learn(TrainingRows rows, IReadOnlyList<int> columns, int[] inside)
        => new([.. columns.Select(column => ColumnLearning.Learn(rows.Columns[column], Array.ConvertAll(inside, row => rows[row][column])))]);

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
