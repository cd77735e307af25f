namespace BotKit.Handlers.Leads;

/// <summary>
/// Gives leads in turns: at each lead everybody who may take it gains their weight as credit, the one with the most credit takes
/// it and pays what all gained (smooth weighted round robin). So turns are spread evenly, and go on where the last run ended.
/// </summary>
internal sealed class LeadTurns
{
    private readonly IReadOnlyList<LeadOwner> _owners;
    private readonly LeadMatcher[] _matchers;
    private readonly double[] _credits;
    private readonly long[] _today;

    public LeadTurns(IReadOnlyList<LeadOwner> owners, LeadTable table, RouteState state)
    {
        _owners = owners;
        _matchers = [.. owners.Select(owner => new LeadMatcher(table, owner.Where))];
        _credits = [.. owners.Select(owner => state.Owners.GetValueOrDefault(owner.Name)?.Credit ?? 0)];
        _today = [.. owners.Select(owner => state.Owners.GetValueOrDefault(owner.Name)?.Today ?? 0)];
        Given = new long[owners.Count];
    }

    /// <summary>How many leads each owner got from here.</summary>
    public long[] Given { get; }

    public long TodayOf(int owner) => _today[owner];

    /// <summary>Whose conditions a lead meets.</summary>
    public bool[] Match(string?[] row) => Array.ConvertAll(_matchers, matcher => matcher.Matches(row));

    /// <summary>The owner who takes a lead; -1 when none of those it matches has room.</summary>
    public int Take(bool[] matches)
    {
        var (best, total) = (-1, 0d);
        for (var owner = 0; owner < matches.Length; owner++)
        {
            if (matches[owner] && _today[owner] < (_owners[owner].Capacity ?? long.MaxValue))
            {
                var weight = _owners[owner].Weight ?? 1;
                total += weight;
                _credits[owner] += weight;
                best = best < 0 || _credits[owner] > _credits[best] ? owner : best;
            }
        }

        if (best >= 0)
        {
            _credits[best] -= total;
            _today[best]++;
            Given[best]++;
        }

        return best;
    }

    /// <summary>What to remember: the owners of this run, and what was known of others.</summary>
    public RouteState Remember(RouteState before)
    {
        var owners = new Dictionary<string, OwnerState>(before.Owners, StringComparer.OrdinalIgnoreCase);
        for (var owner = 0; owner < _owners.Count; owner++)
        {
            owners[_owners[owner].Name] = new OwnerState(_today[owner], _credits[owner]);
        }

        return before with { Owners = owners };
    }
}
