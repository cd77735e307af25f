namespace BotKit.Testing;

/// <summary>A host of one bot. It is covariant, so that the bot's input and result types follow from its class.</summary>
/// <typeparam name="TBot">The bot's class.</typeparam>
public interface IBotUnderTest<out TBot>
    where TBot : class
{
    /// <summary>The bot's name.</summary>
    string Name { get; }

    /// <summary>The host.</summary>
    BotTestHost Host { get; }
}
