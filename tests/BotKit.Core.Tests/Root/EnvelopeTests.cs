namespace BotKit.Core.Tests.Root;

public class EnvelopeTests
{
    private static readonly Guid Id = new("0193a000-0000-7000-8000-000000000001");
    private static readonly BotError Error = new("code", "message", BotSeverity.Standard, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Succeeded_HasDataAndNoError()
    {
        var result = BotResult<string>.Succeeded(Id, "lead", TimeSpan.FromSeconds(2), 3, "data");

        result.Should().BeEquivalentTo(new
        {
            Status = BotStatus.Succeeded,
            Success = true,
            ExecutionId = Id,
            Bot = "lead",
            Duration = TimeSpan.FromSeconds(2),
            Attempts = 3,
            Data = "data",
            IsReplayed = false,
        });
        result.Error.Should().BeNull();
        ((BotResult)result).Data.Should().Be("data");
        ((BotResult)result).Success.Should().BeTrue();
    }

    [Fact]
    public void Succeeded_Replayed_SaysSo()
        => BotResult<int>.Succeeded(Id, "lead", default, 1, 0, isReplayed: true).IsReplayed.Should().BeTrue();

    [Fact]
    public void NotSucceeded_HasAnErrorAndNoData()
    {
        var result = BotResult<int>.NotSucceeded(BotStatus.Failed, Id, "lead", TimeSpan.FromSeconds(2), 3, Error, isReplayed: true);

        result.Success.Should().BeFalse();
        result.Error.Should().BeSameAs(Error);
        result.Data.Should().Be(0);
        ((BotResult)result).Data.Should().BeNull();
        ((BotResult)result).Error.Should().BeSameAs(Error);
        result.IsReplayed.Should().BeTrue();
    }

    [Fact]
    public void NotSucceeded_Succeeded_IsAMistake()
    {
        var make = () => BotResult<int>.NotSucceeded(BotStatus.Succeeded, Id, "lead", default, 1, Error);

        make.Should().Throw<ArgumentException>().WithParameterName("status").WithMessage("A run that succeeded has no error.*");
    }

    [Fact]
    public void NotSucceeded_WithoutAnError_IsAMistake()
    {
        var make = () => BotResult<int>.NotSucceeded(BotStatus.Failed, Id, "lead", default, 1, null!);

        make.Should().Throw<ArgumentNullException>();
    }
}
