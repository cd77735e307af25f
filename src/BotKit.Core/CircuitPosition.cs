namespace BotKit;

/// <summary>The position of a bot's circuit. The number is the value of the metric <c>botkit.circuit.state</c>.</summary>
public enum CircuitPosition
{
    /// <summary>Runs pass.</summary>
    Closed = 0,

    /// <summary>The open time has passed: one run, the probe, decides.</summary>
    HalfOpen = 1,

    /// <summary>Runs are refused after consecutive failures.</summary>
    Open = 2,

    /// <summary>Runs are refused until an operator resets the circuit.</summary>
    Isolated = 3,
}
