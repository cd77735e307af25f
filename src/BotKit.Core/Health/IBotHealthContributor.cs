namespace BotKit.Health;

/// <summary>A part of the host beside the bots whose health counts, such as a store or the scheduler.</summary>
public interface IBotHealthContributor
{
    /// <summary>Its name, such as <c>database</c> or <c>scheduler</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Checks the part, within 5 s. A contribution must be made anew each time and never latch; an exception counts as
    /// <see cref="BotHealthStatus.Critical"/>.
    /// </summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken);
}
