using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Diagnostics;

public class RunLogRowTests
{
    private const string Secret = "password=hunter2";

    [Fact]
    public void Message_NotYetMasked_IsMaskedWhenItIsRead() => Foreign(Secret).Message.Should().Be("password=***");

    [Fact]
    public void Message_OfTheBotItself_IsLeft() => Own(Secret).Message.Should().Be(Secret);

    [Fact]
    public void Bytes_NotYetMasked_CountsTheTextItHolds() => Foreign(Secret).Bytes.Should().Be(RunLogRow.RowBytes + (2 * Secret.Length));

    [Fact]
    public void Bytes_AfterMasking_CountsTheMaskedText()
    {
        var row = Foreign(Secret);

        var length = row.Message.Length;

        row.Bytes.Should().Be(RunLogRow.RowBytes + (2 * length));
    }

    [Fact]
    public void Bytes_OfTheBotItself_CountsItsText() => Own("four").Bytes.Should().Be(RunLogRow.RowBytes + 8);

    private static RunLogRow Own(string message)
        => new() { Sequence = 1, At = default, Level = LogLevel.Information, EventId = 0, Category = "Crm", Message = message };

    private static RunLogRow Foreign(string message)
        => new() { Sequence = 1, At = default, Level = LogLevel.Information, EventId = 0, Category = "Crm", Message = "", Unmasked = message };
}
