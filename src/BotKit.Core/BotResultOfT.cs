using System.Diagnostics.CodeAnalysis;

namespace BotKit;

/// <summary>The envelope of a bot whose result type is known.</summary>
/// <typeparam name="TResult">What the bot returns.</typeparam>
public sealed class BotResult<TResult> : BotResult
{
    private BotResult(BotStatus status, Guid executionId, string bot, TimeSpan duration, int attempts, TResult? data, BotError? error)
        : base(status, executionId, bot, duration, attempts, error)
        => Data = data;

    /// <summary>What the bot returned; the default value when it did not succeed.</summary>
    public new TResult? Data { get; }

    /// <inheritdoc cref="BotResult.Success"/>
    [MemberNotNullWhen(true, nameof(Data))]
    [MemberNotNullWhen(false, nameof(Error))]
    public new bool Success => base.Success;

    /// <inheritdoc cref="BotResult.Error"/>
    public new BotError? Error => base.Error;

    private protected override object? UntypedData => Success ? Data : null;

    /// <summary>The envelope of a run that succeeded.</summary>
    /// <param name="executionId">The run's id.</param>
    /// <param name="bot">The bot's name.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="attempts">How often the bot's code was called.</param>
    /// <param name="data">What the bot returned.</param>
    /// <param name="isReplayed">Whether it is the stored envelope of an earlier run.</param>
    public static BotResult<TResult> Succeeded(
        Guid executionId, string bot, TimeSpan duration, int attempts, TResult data, bool isReplayed = false)
        => new(BotStatus.Succeeded, executionId, bot, duration, attempts, data, null) { IsReplayed = isReplayed };

    /// <summary>The envelope of a run that did not succeed.</summary>
    /// <param name="status">How it ended; anything but <see cref="BotStatus.Succeeded"/>.</param>
    /// <param name="executionId">The run's id.</param>
    /// <param name="bot">The bot's name.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="attempts">How often the bot's code was called.</param>
    /// <param name="error">Why.</param>
    /// <param name="isReplayed">Whether it is the stored envelope of an earlier run.</param>
    /// <exception cref="ArgumentException"><paramref name="status"/> is <see cref="BotStatus.Succeeded"/>.</exception>
    public static BotResult<TResult> NotSucceeded(
        BotStatus status, Guid executionId, string bot, TimeSpan duration, int attempts, BotError error, bool isReplayed = false)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (status == BotStatus.Succeeded)
        {
            throw new ArgumentException("A run that succeeded has no error.", nameof(status));
        }

        return new(status, executionId, bot, duration, attempts, default, error) { IsReplayed = isReplayed };
    }
}
