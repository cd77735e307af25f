using BotKit.Handlers.Analytics;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class ChartTextTests
{
    [Theory]
    [InlineData("Sales (EUR)", 200, "Sales (EUR)")]
    [InlineData("Sales of all shops in town (EUR)", 120, "Sales o… (EUR)")]
    [InlineData("WWWWWWWWWWWW", 100, "WWWWWW…")]
    [InlineData("😀😀😀😀😀😀", 60, "😀😀😀…")]
    public void Fit_CutsWhatIsTooWide_AndKeepsTheUnit(string text, double width, string expected)
    {
        var fitted = ChartText.Fit(text, width);

        fitted.Should().Be(expected);
        ChartText.Width(fitted).Should().BeLessThanOrEqualTo(width + 7);
    }
}
