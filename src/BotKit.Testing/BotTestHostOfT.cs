namespace BotKit.Testing;

/// <summary>One bot on the real pipeline and a fake clock. Made by <see cref="BotTestHost.For"/>.</summary>
/// <typeparam name="TBot">The bot's class.</typeparam>
public sealed class BotTestHost<TBot> : BotTestHost, IBotUnderTest<TBot>
    where TBot : class, IBotShape
{
    internal BotTestHost(TestServices services, string name)
        : base(services)
        => Name = name;

    /// <summary>The bot's name.</summary>
    public string Name { get; }

    /// <summary>The bot's present condition: pause, circuit, runs in progress.</summary>
    public BotState State => Manager.GetState(Name);

    BotTestHost IBotUnderTest<TBot>.Host => this;
}
