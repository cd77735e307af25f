namespace BotKit.Handlers;

/// <summary>Something that is wrong with the definition of a workflow.</summary>
/// <param name="Path">Where, as a path into the definition: <c>$.States.Pay.Next</c>.</param>
/// <param name="Code">What, in snake_case; the documentation lists all of them.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="IsWarning">Whether the workflow can run all the same.</param>
public sealed record WorkflowProblem(string Path, string Code, string Message, bool IsWarning);
