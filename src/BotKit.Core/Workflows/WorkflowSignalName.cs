namespace BotKit.Workflows;

/// <summary>What a signal may be called, in a definition and at the doors.</summary>
public static class WorkflowSignalName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether it is a name: 1 to 100 letters and digits of ASCII, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    /// <param name="name">The name, or <see langword="null"/>.</param>
    public static bool IsWellFormed(string? name)
        => name is { Length: > 0 and <= MaxLength } && name.All(static it => char.IsAsciiLetterOrDigit(it) || it is '.' or '_' or '-');
}
