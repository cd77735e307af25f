using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BotKit;

/// <summary>
/// One run, as the bot's code and middleware see it. It is valid until the run has ended; after that every member but
/// <see cref="ExecutionId"/> throws an <see cref="InvalidOperationException"/>.
/// </summary>
public abstract class BotContext
{
    private protected BotContext(Guid executionId) => ExecutionId = executionId;

    /// <summary>The run's id (UUID version 7). Send it along with effects, so that they can be de-duplicated.</summary>
    public Guid ExecutionId { get; }

    /// <summary>The bot's name.</summary>
    public abstract string Bot { get; }

    /// <summary>How the run came to be.</summary>
    public abstract BotTrigger Trigger { get; }

    /// <summary>Whether the bot should say what it would do and change nothing.</summary>
    public abstract bool IsDryRun { get; }

    /// <summary>Which call of the bot's code this is, from 1; 0 in middleware before the first.</summary>
    public abstract int Attempt { get; }

    /// <summary>Which hand-out of a queued run this is, from 1; a direct run has exactly one.</summary>
    public abstract int Delivery { get; }

    /// <summary>A number that grows each time the run changes hands; writes of a lower fence are stale. 0 for a direct run that is not durable.</summary>
    public abstract long Fence { get; }

    /// <summary>The run that started this one, or <see langword="null"/>.</summary>
    public abstract Guid? ParentId { get; }

    /// <summary>The first run of the lineage; this run itself when nothing started it.</summary>
    public abstract Guid RootId { get; }

    /// <summary>The schedule whose run this is, also when somebody started it by hand; otherwise <see langword="null"/>.</summary>
    public abstract string? Schedule { get; }

    /// <summary>
    /// The due instant of the schedule for which this runs, whenever it really started: a report for yesterday counts from here.
    /// <see langword="null"/> for runs that no due instant led to.
    /// </summary>
    public abstract DateTimeOffset? ScheduledFor { get; }

    /// <summary>A logger of category <c>BotKit.Bots.{name}</c>; what it writes is kept with the run.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The services of the run's scope.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>The bot's own settings, <c>Settings</c> of its options; empty when there are none. Bind them strictly (<c>ErrorOnUnknownConfiguration</c>).</summary>
    public abstract IConfigurationSection Settings { get; }

    /// <summary>The input, once it is bound.</summary>
    public abstract object? Input { get; }

    /// <summary>
    /// The result. Middleware may set it instead of calling the next delegate, which then skips the bot.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not of the bot's result type.</exception>
    public abstract object? Result { get; set; }

    /// <summary>Why the bot failed, visible to middleware after its next delegate returned; <see langword="null"/> when it did not.</summary>
    public abstract BotFailure? Failure { get; }

    /// <summary>Room for middleware to leave things for each other and for the bot.</summary>
    public abstract IDictionary<string, object?> Items { get; }

    /// <summary>What was last reported with <see cref="Report"/>.</summary>
    public abstract BotProgress? Progress { get; }

    /// <summary>Reports how far the run has come.</summary>
    /// <param name="fraction">0 at the start, 1 at the end.</param>
    /// <param name="message">What it is doing, for people.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not between 0 and 1.</exception>
    public abstract void Report(double fraction, string? message = null);

    /// <summary>What the run left behind to go on from.</summary>
    /// <exception cref="InvalidOperationException">The run is neither queued nor durable: nothing of it outlives its process.</exception>
    public abstract IBotCheckpoints Checkpoints { get; }

    /// <summary>
    /// Puts a queued run back until some time has passed: <c>throw context.Yield(TimeSpan.FromDays(2))</c>. Its thread, scope and
    /// place are free meanwhile, and its timeout begins anew when the bot is called again.
    /// </summary>
    /// <param name="delay">For how long, by the store's clock; at most 10 years.</param>
    /// <param name="checkpoint">What is written in the same commit, or <see langword="null"/>.</param>
    /// <returns>What the bot throws; it must let it pass.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative, or longer than 10 years.</exception>
    /// <exception cref="ArgumentException">The checkpoint has no name, one longer than 200 characters, or no JSON.</exception>
    /// <exception cref="InvalidOperationException">The run is not queued: somebody waits for it.</exception>
    public abstract Exception Yield(TimeSpan delay, BotCheckpoint? checkpoint = null);

    /// <summary>Puts a queued run back until an instant: <c>throw context.Yield(monday)</c>.</summary>
    /// <param name="until">Until when, by the store's clock; within 10 years.</param>
    /// <param name="checkpoint">What is written in the same commit, or <see langword="null"/>.</param>
    /// <returns>What the bot throws; it must let it pass.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instant is more than 10 years ahead.</exception>
    /// <exception cref="ArgumentException">The checkpoint has no name, one longer than 200 characters, or no JSON.</exception>
    /// <exception cref="InvalidOperationException">The run is not queued: somebody waits for it.</exception>
    public abstract Exception Yield(DateTimeOffset until, BotCheckpoint? checkpoint = null);

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

    /// <summary>
    /// Runs another bot as a child of this run, with JSON text or options: with an idempotency key a child that was begun by an earlier
    /// delivery of this run is joined, and not begun again. It inherits trace and depth, and dry run unless the options say otherwise.
    /// </summary>
    /// <param name="request">Which bot, its input, trigger and options.</param>
    /// <param name="cancellationToken">Cancels the child, with an idempotency key only the wait for it; so does the end of this run.</param>
    /// <returns>The child's envelope.</returns>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    public abstract ValueTask<BotResult> RunAsync(BotRequest request, CancellationToken cancellationToken = default);
}
