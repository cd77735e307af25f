namespace BotKit.Testing.Tests;

public class DefaultNameTests
{
    [Theory]
    [InlineData(typeof(LeadBot), "lead")]
    [InlineData(typeof(DailyLeadBot), "daily-lead")]
    [InlineData(typeof(HTTPPingBot), "http-ping")]
    [InlineData(typeof(Bot), "bot")]
    [InlineData(typeof(Robot), "robot")]
    [InlineData(typeof(Lead2Bot), "lead2")]
    [InlineData(typeof(Two_WordsBot), "two--words")]
    [InlineData(typeof(GenericBot<int>), "generic")]
    [InlineData(typeof(AB), "ab")]
    public void Of_Class_IsItsNameInKebabCase(Type bot, string name) => DefaultName.Of(bot).Should().Be(name);

    private sealed class LeadBot;

    private sealed class DailyLeadBot;

    private sealed class HTTPPingBot;

    private sealed class Bot;

    private sealed class Robot;

    private sealed class Lead2Bot;

    private sealed class Two_WordsBot;

    private sealed class GenericBot<T>
    {
        public T? Value { get; set; }
    }

    private sealed class AB;
}
