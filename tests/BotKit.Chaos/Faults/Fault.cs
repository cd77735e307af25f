namespace BotKit.Chaos.Faults;

/// <summary>What is done to the system.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL to a worker at whatever it does.</summary>
    Kill,

    /// <summary>SIGKILL to a worker when it reaches a moment.</summary>
    KillAt,

    /// <summary>SIGKILL to a worker, and to the one that starts in its place when it reaches a moment.</summary>
    KillNextAt,

    /// <summary>SIGSTOP past the lease, then SIGCONT.</summary>
    Freeze,

    /// <summary>SIGTERM.</summary>
    Terminate,

    /// <summary>The store's server crashes and starts again.</summary>
    CrashStore,

    /// <summary>The way to the store misbehaves.</summary>
    Network,
}

/// <summary>One fault of the plan.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Slot">To which worker.</param>
/// <param name="Point">At which moment, where that matters.</param>
/// <param name="Count">At which time it is reached.</param>
/// <param name="Mode">What the proxy does, where that matters.</param>
/// <param name="Length">How long it lasts, where that matters.</param>
internal sealed record Fault(FaultKind Kind, int Slot, string Point = "", int Count = 1, ProxyMode Mode = ProxyMode.Pass, TimeSpan Length = default)
{
    public bool IsKill => Kind is FaultKind.Kill or FaultKind.KillAt;

    public override string ToString() => Kind switch
    {
        FaultKind.KillAt or FaultKind.KillNextAt => $"{Kind} {Point} #{Count} of worker {Slot}",
        FaultKind.Network => $"{Mode} for {Length.TotalMilliseconds:0} ms before worker {Slot}",
        FaultKind.CrashStore => "crash of the store",
        _ => $"{Kind} of worker {Slot}",
    };
}
