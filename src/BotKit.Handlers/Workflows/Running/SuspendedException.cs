namespace BotKit.Handlers.Workflows;

/// <summary>Unwinds a run whose frames all wait, so that it can yield.</summary>
internal sealed class SuspendedException() : Exception("All frames of the run wait.");
