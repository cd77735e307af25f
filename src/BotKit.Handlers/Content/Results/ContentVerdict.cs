namespace BotKit.Handlers;

/// <summary>What a gate came to.</summary>
public enum ContentVerdict
{
    /// <summary>All is well.</summary>
    Passed,

    /// <summary>It could be better.</summary>
    Warning,

    /// <summary>It should not appear like this.</summary>
    Failed,

    /// <summary>There was nothing to look at, or the language is not one that it knows.</summary>
    Skipped,
}
