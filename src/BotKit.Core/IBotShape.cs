using System.ComponentModel;

namespace BotKit;

/// <summary>Tells registration the input and result types of a bot without reflection. Derive <see cref="BaseBot{TInput,TResult}"/> instead.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBotShape
{
    /// <summary>Shows the bot's types to a visitor.</summary>
    /// <param name="visitor">Who wants to know.</param>
    static abstract void Accept(IBotShapeVisitor visitor);
}
