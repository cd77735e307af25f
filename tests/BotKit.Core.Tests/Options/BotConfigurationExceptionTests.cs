namespace BotKit.Core.Tests.Options;

public class BotConfigurationExceptionTests
{
    [Fact]
    public void Message_SeveralErrors_ListsEachOnItsLine()
    {
        var exception = new BotConfigurationException(["Bots:lead:Foo: one.", "Bots:lead:Bar: two."]);

        exception.Message.ReplaceLineEndings("\n").Should().Be("The options of the bots are not valid:\n- Bots:lead:Foo: one.\n- Bots:lead:Bar: two.");
        exception.Errors.Should().Equal("Bots:lead:Foo: one.", "Bots:lead:Bar: two.");
    }

    [Fact]
    public void Create_NoErrors_IsAMistake()
    {
        var create = () => new BotConfigurationException(null!);

        create.Should().Throw<ArgumentNullException>().WithParameterName("errors");
    }
}
