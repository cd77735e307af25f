namespace BotKit.Handlers;

/// <summary>What writes a piece.</summary>
public enum ContentEngine
{
    /// <summary>The registered <see cref="IContentGenerator"/>: a model where an <c>IChatClient</c> is registered, else templates.</summary>
    Default,

    /// <summary>Templates, also where there is a model.</summary>
    Templates,
}
