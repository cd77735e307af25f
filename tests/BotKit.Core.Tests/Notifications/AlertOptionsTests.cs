using BotKit.Notifications;

namespace BotKit.Core.Tests.Notifications;

public class AlertOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreValid()
    {
        var options = new AlertOptions();

        Problems(options).Should().BeEmpty();
        options.Window.Should().Be(TimeSpan.FromMinutes(15));
        options.MaxKeys.Should().Be(1_000);
    }

    [Fact]
    public void Validate_TooSmall_NamesEachOption()
        => Problems(new() { Window = TimeSpan.Zero, MaxKeys = 0 }).Should().HaveCount(2)
            .And.Contain(p => p.Contains("Window")).And.Contain(p => p.Contains("MaxKeys"));

    private static IEnumerable<string> Problems(AlertOptions options) => new AlertOptionsValidator().Validate(null, options).Failures ?? [];
}
