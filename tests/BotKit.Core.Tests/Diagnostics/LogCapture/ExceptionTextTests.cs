using BotKit.Diagnostics;

namespace BotKit.Core.Tests.Diagnostics;

public class ExceptionTextTests
{
    private static readonly object NoValues = new();

    [Fact]
    public void Remove_NoException_LeavesTheText()
        => ExceptionText.Remove("all at (once) is well", NoValues, null).Should().Be("all at (once) is well");

    [Fact]
    public void Remove_MessageOfTheException_IsMasked()
        => ExceptionText.Remove("Failed: no row 42 there", NoValues, new InvalidOperationException("no row 42")).Should().Be("Failed: *** there");

    [Fact]
    public void Remove_MessageOfItsCause_IsMasked()
        => ExceptionText.Remove("outer and inner", NoValues, new InvalidOperationException("outer", new IOException("inner")))
            .Should().Be("*** and ***");

    [Fact]
    public void Remove_MessagesOfAnAggregate_AreMasked()
        => ExceptionText.Remove(
            "first, second", NoValues, new AggregateException("both", new IOException("first"), new IOException("second"))).Should().Be("***, ***");

    [Fact]
    public void Remove_BotException_MayBeShown()
        => ExceptionText.Remove("The CRM is closed", NoValues, new BotException("crm_closed", "The CRM is closed", new IOException("closed")))
            .Should().Be("The CRM is ***");

    [Theory]
    [InlineData("abc", "abcd abc")]
    [InlineData("abcd", "*** abc")]
    public void Remove_MessageOfAWordOrLess_IsNotLookedFor(string message, string expected)
        => ExceptionText.Remove("abcd abc", NoValues, new InvalidOperationException(message)).Should().Be(expected);

    [Fact]
    public void Remove_ExceptionAmongTheValues_IsMaskedWhole()
    {
        var thrown = Thrown();
        List<KeyValuePair<string, object?>> values = [new("Count", 3), new("Error", thrown)];

        ExceptionText.Remove($"Failed 3 times: {thrown}!", values, null).Should().Be("Failed 3 times: ***!");
    }

    [Fact]
    public void Remove_TextOfTheException_LeavesNoTypeAndNoFrame()
    {
        var thrown = Thrown();

        ExceptionText.Remove($"Failed: {thrown}", NoValues, thrown).Should().Be("Failed: ***");
    }

    [Fact]
    public void Remove_StackFramesFromElsewhere_AreGone()
        => ExceptionText.Remove("Failed\n   at A.B.C(String x) in /src/A.cs:line 3\n   at D.E()\nmeet at (noon)\nat home (x)", NoValues, null)
            .Should().Be("Failed\nmeet at (noon)\nat home (x)");

    [Fact]
    public void Remove_IndentedLineWithBracketsThatIsNoFrame_IsLeft()
        => ExceptionText.Remove("Failed\n   see (below)\n   at D.E()", NoValues, null).Should().Be("Failed\n   see (below)");

    [Fact]
    public void Remove_MoreExceptionsThanItLooksAt_Ends()
    {
        Exception chain = new IOException("innermost");
        for (var i = 0; i < 40; i++)
        {
            chain = new InvalidOperationException($"level {i:00}", chain);
        }

        ExceptionText.Remove("level 39, level 24, level 23", NoValues, chain).Should().Be("***, ***, level 23");
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("no row 42");
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
