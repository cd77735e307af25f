namespace BotKit.Handlers.Leads;

/// <summary>
/// Compares leads with those of the training, column by column, by the population stability index: the sum of
/// (now - then) * ln(now / then) over the shares of bins. What chance alone gives for so many rows is taken off.
/// </summary>
internal sealed class DriftMonitor(LeadModelDocument model, FeatureMap map, int[] places)
{
    private const double Moderate = .1;
    private const double Strong = .25;

    private readonly long[][] _counts = [.. model.Columns.Select(static column => new long[column.Shares.Length])];
    private readonly long[] _scores = new long[ScoreBins.Count];
    private long _rows;

    public void Add(string?[] row, double probability)
    {
        _rows++;
        _scores[ScoreBins.Find(probability)]++;
        for (var column = 0; column < places.Length; column++)
        {
            _counts[column][map.BinOf(column, places[column] < 0 ? null : row[places[column]])]++;
        }
    }

    public LeadDrift Report()
    {
        var columns = model.Columns
            .Select((column, index) => Judge(column.Name, column.Shares, _counts[index]))
            .Append(Judge("lead_score", model.ScoreShares, _scores))
            .OrderByDescending(static drift => drift.Psi).ThenBy(static drift => drift.Column, StringComparer.Ordinal)
            .ToList();
        return new LeadDrift
        {
            Verdict = columns[0].Verdict,
            Columns = columns,
            MissingColumns = [.. model.Columns.Where((_, index) => places[index] < 0).Select(static column => column.Name)],
        };
    }

    private LeadColumnDrift Judge(string name, double[] then, long[] now)
    {
        var (psi, bins) = (0d, 0);
        for (var bin = 0; bin < then.Length; bin++)
        {
            if (then[bin] == 0 && now[bin] == 0)
            {
                continue;
            }

            bins++;
            var share = (now[bin] + .5) / (_rows + .5 * then.Length);
            var before = (then[bin] * model.Rows + .5) / (model.Rows + .5 * then.Length);
            psi += (share - before) * Math.Log(share / before);
        }

        var chance = Math.Max(0, bins - 1) * (1d / Math.Max(1, _rows) + 1d / model.Rows);
        psi = Math.Round(Math.Max(0, psi - chance), 4);
        return new LeadColumnDrift(name, psi, psi switch
        {
            > Strong => LeadDriftVerdict.Strong,
            >= Moderate => LeadDriftVerdict.Moderate,
            _ => LeadDriftVerdict.Stable,
        });
    }
}
