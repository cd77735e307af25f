namespace BotKit.Resilience;

/// <summary>Keeps runs away from a bot that keeps failing.</summary>
internal interface ICircuitBreaker
{
    /// <summary>The position, by this node's knowledge.</summary>
    CircuitPosition Position { get; }

    /// <summary>Failures in a row.</summary>
    int Failures { get; }

    /// <summary>Asked at the gate, before anything is made for a run: does the circuit refuse now?</summary>
    /// <param name="timestamp">The clock's, as read just before.</param>
    /// <param name="retryAfter">How long until a probe may pass; <see langword="null"/> when only an operator can change it.</param>
    bool Refuses(long timestamp, out TimeSpan? retryAfter);

    /// <summary>Asked when the bot's code is about to be called: lets the run in, as a probe where one is due.</summary>
    /// <param name="ticket">What to give back with the outcome.</param>
    /// <param name="retryAfter">When refused, how long to wait.</param>
    bool TryEnter(out CircuitTicket ticket, out TimeSpan? retryAfter);

    /// <summary>Tells how a run that was let in ended.</summary>
    /// <param name="ticket">The run's ticket.</param>
    /// <param name="outcome">How it ended.</param>
    void Leave(CircuitTicket ticket, CircuitOutcome outcome);
}
