namespace BotKit.Handlers.Leads;

/// <summary>Finds the rows that are of one person.</summary>
internal sealed record DuplicateSearch
{
    /// <summary>Pairs less likely than this are not worth a look.</summary>
    private const double Possible = .05;

    public required List<List<int>> Groups { get; init; }

    /// <summary>Pairs that are not sure enough to be merged, the likeliest first.</summary>
    public required List<(ComparedPair Pair, double Probability)> Unsure { get; init; }

    public required LinkModel? Model { get; init; }

    public required long Compared { get; init; }

    public static DuplicateSearch Run(
        IReadOnlyList<ComparedColumn> columns, int rows, double threshold, int seed, Action<double, string> progress, CancellationToken cancellationToken)
    {
        if (rows < 2)
        {
            return new DuplicateSearch { Groups = [], Unsure = [], Model = null, Compared = 0 };
        }

        progress(0, "Making blocks of leads");
        var blocks = BlockIndex.Build(columns, rows, cancellationToken);
        var (pairs, compared) = PairFinder.Find(columns, blocks, rows, done => progress(.1 + .7 * done, "Comparing leads"), cancellationToken);
        progress(.8, "Learning how duplicates agree");
        var model = LinkModel.Learn(columns, rows, pairs, seed, cancellationToken);
        progress(.9, "Making groups");
        var judge = new PairJudge(columns, model);
        var judged = pairs.Select(pair => (Pair: pair, LogOdds: judge.LogOdds(pair))).ToList();
        var least = Math.Log(threshold / (1 - threshold));
        var groups = new LeadGroups(columns, judge).Make(judged.Where(pair => pair.LogOdds >= least), cancellationToken);
        var groupOf = groups.SelectMany(static (group, index) => group.Select(row => (row, index))).ToDictionary(static pair => pair.row, static pair => pair.index);
        var unsure = judged
            .Select(static pair => (pair.Pair, Probability: LinkModel.Probability(pair.LogOdds)))
            .Where(pair => pair.Probability >= Possible && !(groupOf.TryGetValue(pair.Pair.One, out var group) && groupOf.TryGetValue(pair.Pair.Other, out var other) && group == other))
            .OrderByDescending(static pair => pair.Probability).ThenBy(static pair => pair.Pair.One).ThenBy(static pair => pair.Pair.Other)
            .ToList();
        return new DuplicateSearch { Groups = groups, Unsure = unsure, Model = model, Compared = compared };
    }
}
