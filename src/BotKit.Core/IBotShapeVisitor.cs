using System.ComponentModel;

namespace BotKit;

/// <summary>Receives the input and result types of a bot.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBotShapeVisitor
{
    /// <summary>Called once with the bot's types.</summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    void Visit<TInput, TResult>();
}
