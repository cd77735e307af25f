namespace BotKit.Handlers;

/// <summary>Asks for the workflows; the answer is a <see cref="WorkflowListing"/>.</summary>
public sealed record WorkflowListInput : WorkflowInput;
