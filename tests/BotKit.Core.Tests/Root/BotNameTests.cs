namespace BotKit.Core.Tests.Root;

public class BotNameTests
{
    [Fact]
    public void ThrowIfInvalid_WordOfTheHttpApi_ListsAllSuchWordsInOrder()
    {
        var check = () => BotName.ThrowIfInvalid("runs");

        check.Should().Throw<ArgumentException>().WithParameterName("name").WithMessage(
            "*Reserved: alerts, audit, events, files, health, logs, metrics, runs, schedules, workflows.*");
    }
}
