namespace BotKit;

/// <summary>The rest of the pipeline, as middleware sees it.</summary>
/// <param name="context">The run.</param>
/// <param name="cancellationToken">Fires when the run is canceled.</param>
public delegate ValueTask BotDelegate(BotContext context, CancellationToken cancellationToken);
