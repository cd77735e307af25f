namespace BotKit.Handlers;

/// <summary>One step of optimise.</summary>
/// <param name="Step"><c>analyze</c>, <c>vacuum</c> or <c>reindex</c>.</param>
/// <param name="Target">The table or index; the database's name where it is the whole of it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record OptimisationStep(string Step, string Target, OptimisationOutcome Outcome, double Milliseconds);
