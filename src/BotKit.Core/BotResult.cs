using System.Diagnostics.CodeAnalysis;

namespace BotKit;

/// <summary>The envelope that every caller of a bot gets back, whatever happened.</summary>
public abstract class BotResult
{
    // A byte, so that it shares a word with the attempts: every run makes an envelope.
    private readonly byte _status;

    private protected BotResult(BotStatus status, Guid executionId, string bot, TimeSpan duration, int attempts, BotError? error)
    {
        _status = (byte)status;
        ExecutionId = executionId;
        Bot = bot;
        Duration = duration;
        Attempts = attempts;
        Error = error;
    }

    /// <summary>How the run ended.</summary>
    public BotStatus Status => (BotStatus)_status;

    /// <summary>Whether the run ended in <see cref="BotStatus.Succeeded"/>.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Success => Error is null;

    /// <summary>The run's id (UUID version 7).</summary>
    public Guid ExecutionId { get; }

    /// <summary>The bot's name.</summary>
    public string Bot { get; }

    /// <summary>From the call to the envelope, by a monotonic clock; zero when a gate refused the run, which takes less than a microsecond.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How often the bot's code was called: 0 when it was refused, 1 or more with retries.</summary>
    public int Attempts { get; }

    /// <summary>Why the run did not succeed; <see langword="null"/> when it did.</summary>
    public BotError? Error { get; }

    /// <summary>Whether this is the stored envelope of an earlier run with the same idempotency key.</summary>
    public bool IsReplayed { get; private protected init; }

    /// <summary>What the bot returned, without its static type; <see langword="null"/> when it did not succeed.</summary>
    public object? Data => UntypedData;

    private protected abstract object? UntypedData { get; }
}
