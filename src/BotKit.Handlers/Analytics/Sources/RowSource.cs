namespace BotKit.Handlers.Analytics;

/// <summary>Where rows come from.</summary>
internal abstract class RowSource(TimeText times)
{
    /// <summary>The kind, as a plan names it.</summary>
    public abstract string Kind { get; }

    /// <summary>How its times are read, and its time zone.</summary>
    public TimeText Times { get; } = times;

    /// <summary>Whether its rows have times.</summary>
    public abstract bool HasTime { get; }

    /// <summary>Whether it can be read without a limit of time.</summary>
    public virtual bool IsBounded => true;

    /// <summary>The size in bytes, where there is one; it also looks whether the source is there.</summary>
    public abstract ValueTask<long?> MeasureAsync(CancellationToken cancellationToken);

    /// <summary>Writes all rows.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="period">Rows outside of it may be left out.</param>
    /// <param name="progress">Hears how far it is, 0 to 1, where that is known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task ReadAsync(RowWriter writer, ResolvedPeriod period, Action<double> progress, CancellationToken cancellationToken);
}
