namespace BotKit.Core.Tests.Root;

public class ContractTests
{
    [Fact]
    public void BotException_AtFirst_IsStandardAndLasting()
    {
        var inner = new InvalidOperationException();

        var exception = new BotException("code", "message", inner);

        exception.Should().BeEquivalentTo(new { Code = "code", Message = "message", Severity = BotSeverity.Standard, IsTransient = false });
        exception.RetryAfter.Should().BeNull();
        exception.InnerException.Should().BeSameAs(inner);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void BotException_WithoutACode_IsAMistake(string code)
    {
        var make = () => new BotException(code, "message");

        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void BotRequest_OfAnObject_HasIt()
    {
        var request = new BotRequest("lead", 17);

        request.Should().BeEquivalentTo(new { Bot = "lead", Input = 17, Trigger = BotTrigger.Code });
        request.Json.IsEmpty.Should().BeTrue();
        request.Options.Should().BeNull();
    }

    [Fact]
    public void BotRequest_OfJson_HasIt()
    {
        var json = "{}"u8.ToArray();
        var options = new BotRunOptions();

        var request = BotRequest.FromJson("lead", json, BotTrigger.Http, options);

        request.Input.Should().BeNull();
        request.Json.ToArray().Should().Equal(json);
        request.Trigger.Should().Be(BotTrigger.Http);
        request.Options.Should().BeSameAs(options);
    }

    [Fact]
    public void BotRequest_WithoutBotOrInput_IsAMistake()
    {
        Invoking(() => new BotRequest(null!, 17)).Should().Throw<ArgumentNullException>();
        Invoking(() => new BotRequest("lead", null!)).Should().Throw<ArgumentNullException>();
        Invoking(() => BotRequest.FromJson(null!, default)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void BotNotFoundException_ListsTheNames()
        => new BotNotFoundException("x", ["a", "b"]).Message.Should().Be("No bot named 'x' is registered. Registered: a, b. Add it with AddBot<T>(\"x\").");

    [Fact]
    public void Nothing_HasOneValue() => Nothing.Value.Should().BeSameAs(Nothing.Value).And.NotBeNull();

    private static Func<BotRequest> Invoking(Func<BotRequest> make) => make;
}
