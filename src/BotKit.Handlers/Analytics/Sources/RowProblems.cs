namespace BotKit.Handlers.Analytics;

/// <summary>Counts what is wrong with rows, by kind and column.</summary>
internal sealed class RowProblems
{
    public const string NotANumber = "not_a_number";
    public const string NotATime = "not_a_time";
    private const int MaxKinds = 100;

    private readonly Dictionary<(string Code, string? Column), (long Count, long FirstLine)> _counts = [];

    public void Add(string code, string? column, long line)
    {
        if (_counts.TryGetValue((code, column), out var known))
        {
            _counts[(code, column)] = (known.Count + 1, known.FirstLine);
        }
        else if (_counts.Count < MaxKinds)
        {
            _counts[(code, column)] = (1, line);
        }
    }

    public IReadOnlyList<AnalyticsReadProblem> ToList()
        => [.. _counts.Select(static pair => new AnalyticsReadProblem(pair.Key.Code, pair.Key.Column, pair.Value.Count, pair.Value.FirstLine))
            .OrderByDescending(static problem => problem.Count).ThenBy(static problem => problem.FirstLine)];
}
