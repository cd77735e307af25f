namespace BotKit.Handlers;

/// <summary>Does what the lead bot is asked to do. Register another one to answer some operations yourself.</summary>
public interface ILeadOperations
{
    /// <summary>Does one operation.</summary>
    /// <param name="input">The validated input.</param>
    /// <param name="context">The run it is done in: dry run, progress.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The result of the operation.</returns>
    /// <exception cref="BotException">It cannot be done; the code is one of <see cref="LeadErrorCodes"/> or of BotKit itself.</exception>
    ValueTask<LeadResult> RunAsync(LeadInput input, BotContext context, CancellationToken cancellationToken);

    /// <summary>Says whether files and models are reachable; throws when they are not.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
