namespace BotKit.Handlers.Workflows;

/// <summary>Where a path begins.</summary>
internal enum PathRoot
{
    /// <summary>The input of the state: <c>$</c>.</summary>
    Input,

    /// <summary>The context object: <c>$$</c>.</summary>
    Context,

    /// <summary>A variable: <c>$name</c>.</summary>
    Variable,
}
