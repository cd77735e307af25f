using System.Globalization;

namespace BotKit.Handlers.Leads;

/// <summary>A model on the columns of a table.</summary>
internal sealed class LoadedModel
{
    private readonly LeadModelDocument _model;
    private readonly FeatureMap _map;
    private readonly int[] _places;

    /// <exception cref="BotException">The table has no column of the model.</exception>
    public LoadedModel(LeadModelDocument model, LeadTable table)
    {
        _model = model;
        _map = new FeatureMap(model.Columns);
        _places = Array.ConvertAll(model.Columns, column => table.IndexOf(column.Name));
        if (_places.All(static place => place < 0))
        {
            throw LeadFailure.Of(LeadErrorCodes.ColumnUnknown, "The file has no column that the model looks at.");
        }

        Drift = new DriftMonitor(model, _map, _places);
    }

    public DriftMonitor Drift { get; }

    /// <summary>The probability of a lead, and at most so many reasons for it; safe to call from several threads.</summary>
    public ScoredLead Score(string?[] row, int reasons)
    {
        var values = new string?[_places.Length];
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = _places[column] < 0 ? null : row[_places[column]];
        }

        Span<float> features = _map.Width <= 1024 ? stackalloc float[_map.Width] : new float[_map.Width];
        _map.Fill(values, features);
        if (reasons == 0)
        {
            return Scored(_model.Trees.Score(features), null);
        }

        Span<double> contributions = _places.Length <= 512 ? stackalloc double[_places.Length] : new double[_places.Length];
        var score = _model.Trees.Explain(features, _map.SourceOf, contributions);
        return Scored(score, LeadReasons.Describe(_map, values, contributions, _model.Slope, reasons));
    }

    private ScoredLead Scored(double score, string? reasons)
    {
        var probability = PlattCalibration.Sigmoid(_model.Slope * score + _model.Offset);
        return new ScoredLead(probability, probability.ToString("0.0000", CultureInfo.InvariantCulture), reasons);
    }
}
