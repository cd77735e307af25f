namespace BotKit.Handlers;

/// <summary>One step that optimise would take.</summary>
/// <param name="Step"><c>analyze</c>, <c>vacuum</c> or <c>reindex</c>.</param>
/// <param name="Target">The table or index; the database's name where it is the whole of it.</param>
public sealed record PlannedOptimisationStep(string Step, string Target);
