namespace BotKit.Handlers;

/// <summary>
/// An engine that writes pieces. By default a model does where an <c>IChatClient</c> is registered, else templates do; register your own to
/// take their place.
/// </summary>
public interface IContentGenerator
{
    /// <summary>Its name, as pieces tell it.</summary>
    string Name { get; }

    /// <summary>Says what a piece would take at most, without writing it.</summary>
    /// <param name="order">What is to be written.</param>
    /// <returns>Tokens and their price; 0 for an engine that has neither.</returns>
    (long Tokens, decimal Cost) Estimate(ContentOrder order);

    /// <summary>Writes a piece.</summary>
    /// <param name="order">What is to be written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The piece. Whatever it holds is checked and made safe afterwards.</returns>
    /// <exception cref="BotException">It cannot be written.</exception>
    ValueTask<ContentDraft> GenerateAsync(ContentOrder order, CancellationToken cancellationToken);
}
