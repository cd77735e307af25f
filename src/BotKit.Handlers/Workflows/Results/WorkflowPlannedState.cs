namespace BotKit.Handlers;

/// <summary>A state that a run may come to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Resource">What a Task runs, such as <c>bot:lead</c>; <see langword="null"/> for other types.</param>
/// <param name="Next">The states that may follow.</param>
public sealed record WorkflowPlannedState(string Name, string Type, string? Resource, IReadOnlyList<string> Next);
