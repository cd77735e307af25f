using Microsoft.Extensions.Logging;

namespace BotKit.Testing.Tests.Recording;

public class LogRecorderTests
{
    private readonly LogRecorder _recorder = new();

    [Fact]
    public void Log_KeepsEverythingOfALine()
    {
        var exception = new FormatException();

        _recorder.CreateLogger("a.b").LogWarning(new EventId(7, "seven"), exception, "Hello {Name}", "Ann");

        var entry = _recorder.Entries.Should().ContainSingle().Subject;
        entry.Should().BeEquivalentTo(new { Level = LogLevel.Warning, Category = "a.b", Message = "Hello Ann", Exception = exception, ExecutionId = (Guid?)null });
        entry.EventId.Id.Should().Be(7);
        entry.Values["Name"].Should().Be("Ann");
    }

    [Fact]
    public void Log_InTheScopeOfARun_KnowsTheRun()
    {
        var logger = _recorder.CreateLogger("a");
        var id = new Guid("0193a000-0000-7000-8000-000000000001");

        using (logger.BeginScope("text"))
        using (logger.BeginScope(new Dictionary<string, object?> { ["ExecutionId"] = id }))
        {
            logger.LogInformation("inside");
        }

        logger.LogInformation("outside");

        _recorder.Entries.Select(entry => entry.ExecutionId).Should().Equal(id, null);
    }

    [Theory]
    [InlineData(LogLevel.Trace, true)]
    [InlineData(LogLevel.None, false)]
    public void IsEnabled_IsTrueForEveryLevel(LogLevel level, bool enabled) => _recorder.CreateLogger("a").IsEnabled(level).Should().Be(enabled);

    [Fact]
    public void Log_StateWithoutValues_HasNone()
    {
        _recorder.CreateLogger("a").Log(LogLevel.Error, default, 17, null, (number, _) => number.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var entry = _recorder.Entries.Should().ContainSingle().Subject;
        entry.Message.Should().Be("17");
        entry.Values.Should().BeEmpty();
    }
}
