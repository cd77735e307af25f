using Microsoft.Extensions.Logging;

namespace BotKit;

/// <summary>One run, as the bot's code and middleware see it.</summary>
public abstract class BotContext
{
    private Dictionary<string, object?>? _items;

    private protected BotContext(Guid executionId, string bot, BotTrigger trigger, bool isDryRun)
    {
        ExecutionId = executionId;
        Bot = bot;
        Trigger = trigger;
        IsDryRun = isDryRun;
    }

    /// <summary>The run's id (UUID version 7). Send it along with effects, so that they can be de-duplicated.</summary>
    public Guid ExecutionId { get; }

    /// <summary>The bot's name.</summary>
    public string Bot { get; }

    /// <summary>How the run came to be.</summary>
    public BotTrigger Trigger { get; }

    /// <summary>Whether the bot should say what it would do and change nothing.</summary>
    public bool IsDryRun { get; }

    /// <summary>Which call of the bot's code this is, from 1; 0 in middleware before the first.</summary>
    public int Attempt { get; internal set; }

    /// <summary>Which hand-out of a queued run this is, from 1; a direct run has exactly one.</summary>
    public int Delivery { get; internal init; } = 1;

    /// <summary>A number that grows each time the run changes hands; writes of a lower fence are stale. 0 for a direct run.</summary>
    public long Fence { get; internal init; }

    /// <summary>The run that started this one, or <see langword="null"/>.</summary>
    public abstract Guid? ParentId { get; }

    /// <summary>The first run of the lineage; this run itself when nothing started it.</summary>
    public abstract Guid RootId { get; }

    /// <summary>A logger of category <c>BotKit.Bots.{name}</c>; what it writes is kept with the run.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The services of the run's scope.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>The input, once it is bound.</summary>
    public object? Input => UntypedInput;

    /// <summary>
    /// The result. Middleware may set it instead of calling the next delegate, which then skips the bot.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not of the bot's result type.</exception>
    public object? Result
    {
        get => UntypedResult;
        set => UntypedResult = value;
    }

    /// <summary>Why the bot failed, visible to middleware after its next delegate returned; <see langword="null"/> when it did not.</summary>
    public BotFailure? Failure { get; internal set; }

    /// <summary>Room for middleware to leave things for each other and for the bot.</summary>
    public IDictionary<string, object?> Items => _items ??= new(StringComparer.Ordinal);

    /// <summary>What was last reported with <see cref="Report"/>.</summary>
    public BotProgress? Progress { get; private protected set; }

    /// <summary>Reports how far the run has come.</summary>
    /// <param name="fraction">0 at the start, 1 at the end.</param>
    /// <param name="message">What it is doing, for people.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not between 0 and 1.</exception>
    public abstract void Report(double fraction, string? message = null);

    /// <summary>
    /// Runs another bot as a child of this run: it inherits cancellation, dry run and trace, not the idempotency key.
    /// Children nest at most <see cref="BotDefaults.MaxDepth"/> deep.
    /// </summary>
    /// <param name="bot">The other bot's name.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Cancels the child; it is also canceled with this run.</param>
    /// <returns>The child's envelope.</returns>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    public abstract ValueTask<BotResult> RunAsync(string bot, object input, CancellationToken cancellationToken = default);

    private protected abstract object? UntypedInput { get; }

    private protected abstract object? UntypedResult { get; set; }
}
