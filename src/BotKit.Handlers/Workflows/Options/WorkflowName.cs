namespace BotKit.Handlers.Workflows;

/// <summary>What workflows may be called.</summary>
internal static class WorkflowName
{
    public static bool IsWellFormed(string? name)
        => name is { Length: > 0 and <= WorkflowDefaults.MaxWorkflowName } && name.All(static it => char.IsAsciiLetterOrDigit(it) || it is '.' or '_' or '-');
}
