namespace BotKit.Handlers.Workflows;

/// <summary>A finished Task that can be undone.</summary>
/// <param name="State">Its state.</param>
/// <param name="Order">Grows with each finished Task of the run.</param>
/// <param name="Data">What the state gave on: the input of its compensation.</param>
/// <param name="Workflow">The workflow that it is of, where that is not the frame's own: of one inside that was stopped on its way.</param>
/// <param name="Version">Its version.</param>
internal sealed record UndoEntry(string State, long Order, FrameData Data, string? Workflow = null, string? Version = null);
