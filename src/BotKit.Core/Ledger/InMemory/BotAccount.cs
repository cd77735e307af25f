namespace BotKit.Ledger;

/// <summary>What the ledger keeps at hand of one bot. Accounts are never closed: there are as many as registered bots.</summary>
internal sealed class BotAccount(string bot)
{
    private volatile MinuteTally? _tally;
    private volatile RefusalRow[] _refusals = [];

    public string Bot { get; } = bot;

    public PayloadSampler Inputs { get; } = new();

    public PayloadSampler Results { get; } = new();

    /// <summary>The tally that was used last.</summary>
    public MinuteTally? Tally
    {
        get => _tally;
        set => _tally = value;
    }

    /// <summary>The refusals of the minute that was used last; replaced, never changed.</summary>
    public RefusalRow[] Refusals
    {
        get => _refusals;
        set => _refusals = value;
    }
}
