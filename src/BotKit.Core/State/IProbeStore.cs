namespace BotKit.State;

/// <summary>Decides between nodes who takes the probe of an open circuit.</summary>
internal interface IProbeStore
{
    ValueTask<bool> TryWinProbeAsync(string bot, Guid executionId, CancellationToken cancellationToken);
}
