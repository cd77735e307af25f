namespace BotKit.Schedules;

/// <summary>A change of a schedule was refused. Its error's code says why, its details name the fields.</summary>
/// <param name="error">Why.</param>
/// <param name="innerException">What led to it, or <see langword="null"/>.</param>
public sealed class BotScheduleException(BotError error, Exception? innerException = null)
    : Exception((error ?? throw new ArgumentNullException(nameof(error))).Message, innerException)
{
    /// <summary>Why: <see cref="BotErrorCodes.ScheduleInvalid"/>, <see cref="BotErrorCodes.ScheduleExists"/> or <see cref="BotErrorCodes.ScheduleDeclared"/>.</summary>
    public BotError Error { get; } = error;
}
