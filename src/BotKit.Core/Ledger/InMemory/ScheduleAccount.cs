namespace BotKit.Ledger;

/// <summary>What the in-memory store keeps at hand of the runs of one schedule. Guarded by the store's lock.</summary>
internal sealed class ScheduleAccount
{
    private long _createdAt;
    private long _endedAt;

    /// <summary>How many of its runs have not ended.</summary>
    public int Open { get; set; }

    /// <summary>Its run that succeeded last.</summary>
    public (DateTimeOffset CreatedAt, DateTimeOffset EndedAt)? Success
        => _endedAt == 0 ? null : (new(_createdAt, TimeSpan.Zero), new(_endedAt, TimeSpan.Zero));

    /// <summary>A run of it has succeeded.</summary>
    public void Succeed(DateTimeOffset createdAt, DateTimeOffset endedAt) => (_createdAt, _endedAt) = (createdAt.UtcTicks, endedAt.UtcTicks);
}
