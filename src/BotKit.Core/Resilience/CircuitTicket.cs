namespace BotKit.Resilience;

/// <summary>A run's right to tell the circuit how it ended; it is void once the circuit has moved on.</summary>
/// <param name="Generation">The circuit's generation when the run was let in.</param>
/// <param name="IsProbe">Whether this run decides about an open circuit.</param>
internal readonly record struct CircuitTicket(int Generation, bool IsProbe);
