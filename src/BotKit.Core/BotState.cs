namespace BotKit;

/// <summary>A bot's present condition, as one node sees it.</summary>
/// <param name="Enabled">Whether its options allow runs.</param>
/// <param name="Pause">The pause in force, or <see langword="null"/>.</param>
/// <param name="Circuit">The circuit's position.</param>
/// <param name="CircuitOpenUntil">When an open circuit lets, or a half-open one has let, a probe through; otherwise <see langword="null"/>.</param>
/// <param name="ConsecutiveFailures">Failures in a row that count for the circuit, on this node.</param>
/// <param name="Running">Runs in progress on this node.</param>
/// <param name="Abandoned">Runs whose caller has been answered although their code still runs, on this node.</param>
public sealed record BotState(
    bool Enabled,
    BotPause? Pause,
    CircuitPosition Circuit,
    DateTimeOffset? CircuitOpenUntil,
    int ConsecutiveFailures,
    int Running,
    int Abandoned);
