namespace BotKit.Validation;

/// <summary>Checks inputs of one type. FluentValidation validators are adapted to this; write your own for other rules.</summary>
/// <typeparam name="TInput">What the bot takes.</typeparam>
public interface IBotValidator<in TInput>
{
    /// <summary>Checks an input.</summary>
    /// <param name="input">The bound input.</param>
    /// <param name="cancellationToken">Fires when the run is canceled.</param>
    /// <returns>The problems, with JSON paths; empty when there are none.</returns>
    ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(TInput input, CancellationToken cancellationToken);
}
