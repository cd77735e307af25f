namespace BotKit.Storage.Rollups;

/// <summary>
/// The roll-ups of one writer. Each row belongs to one writer of one life of a process, which writes whole totals: repeating a
/// transaction then counts nothing twice, and no two writers wait for the same row. After a commit whose outcome is unknown it
/// goes on as another writer, since that commit may still come, and its total and a newer one would replace each other.
/// </summary>
/// <param name="newWriter">Makes the id of a writer.</param>
internal sealed class TallyBook(Func<Guid> newWriter)
{
    private const int MaxKept = 4_096;

    private readonly Dictionary<(string Bot, long Minute), Tally> _totals = [];
    private readonly Dictionary<(string Bot, string Code, long Minute), long> _refusals = [];

    /// <summary>Whose rows these are.</summary>
    public Guid Writer { get; private set; } = newWriter();

    /// <summary>What the open transaction adds.</summary>
    public Dictionary<(string Bot, long Minute), Tally> Added { get; } = [];

    /// <summary>Refusals that the open transaction adds.</summary>
    public Dictionary<(string Bot, string Code, long Minute), long> AddedRefusals { get; } = [];

    /// <summary>Counts a run that ended.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="minute">The minute, since year 1.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="duration">How long it took; <see langword="null"/> when it did not reach the bot.</param>
    public void Add(string bot, long minute, BotStatus status, TimeSpan? duration)
    {
        var tally = Of(bot, minute);
        tally.Counts[(int)status]++;
        if (duration is { } time)
        {
            tally.Latency.Add(time);
        }
    }

    public void AddRefusals(string bot, string code, long minute, long count)
    {
        Of(bot, minute).Counts[(int)BotStatus.Rejected] += count;
        var key = (bot, code, minute);
        AddedRefusals[key] = AddedRefusals.GetValueOrDefault(key) + count;
    }

    public Tally? Total((string Bot, long Minute) key) => _totals.GetValueOrDefault(key);

    public long? Refusals((string Bot, string Code, long Minute) key) => _refusals.TryGetValue(key, out var count) ? count : null;

    /// <summary>Sets a total that was read from the store.</summary>
    public void Load((string Bot, long Minute) key, Tally total) => _totals[key] = total;

    /// <summary>Sets a total of refusals that was read from the store.</summary>
    public void Load((string Bot, string Code, long Minute) key, long total) => _refusals[key] = total;

    /// <summary>The transaction is committed.</summary>
    public void Apply()
    {
        foreach (var (key, added) in Added)
        {
            _totals[key].Add(added);
        }

        foreach (var (key, added) in AddedRefusals)
        {
            _refusals[key] += added;
        }

        Discard();
        if (_totals.Count > MaxKept || _refusals.Count > MaxKept)
        {
            Forget();
        }
    }

    /// <summary>The transaction is rolled back.</summary>
    public void Discard()
    {
        Added.Clear();
        AddedRefusals.Clear();
    }

    /// <summary>A commit was not answered: what is counted from now on has rows of its own.</summary>
    public void BeginAnew()
    {
        Discard();
        Forget();
        Writer = newWriter();
    }

    // Totals are read from the store again.
    private void Forget()
    {
        _totals.Clear();
        _refusals.Clear();
    }

    private Tally Of(string bot, long minute)
    {
        var key = (bot, minute);
        if (!Added.TryGetValue(key, out var tally))
        {
            Added.Add(key, tally = new Tally());
        }

        return tally;
    }
}
