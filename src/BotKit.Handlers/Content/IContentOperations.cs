namespace BotKit.Handlers;

/// <summary>Does what the content bot is asked to do. Register another one to answer some operations yourself.</summary>
public interface IContentOperations
{
    /// <summary>Does one operation.</summary>
    /// <param name="input">The validated input.</param>
    /// <param name="context">The run it is done in: dry run, progress.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The result of the operation.</returns>
    /// <exception cref="BotException">It cannot be done; the code is one of <see cref="ContentErrorCodes"/>.</exception>
    ValueTask<ContentResult> RunAsync(ContentInput input, BotContext context, CancellationToken cancellationToken);

    /// <summary>Says whether all templates can be read and the store can be reached; throws when not.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
