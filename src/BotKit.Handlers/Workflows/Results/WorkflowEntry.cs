namespace BotKit.Handlers;

/// <summary>A workflow that can be started.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version: the same for the same definition anywhere.</param>
/// <param name="Comment">What people wrote about it; <see langword="null"/> for nothing.</param>
/// <param name="States">How many states it has.</param>
/// <param name="Resources">What its Tasks run, such as <c>bot:lead</c>.</param>
public sealed record WorkflowEntry(string Name, string Version, string? Comment, int States, IReadOnlyList<string> Resources);
