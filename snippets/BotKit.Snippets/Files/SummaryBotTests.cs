using BotKit.Testing;
using FluentAssertions;

namespace Studio.Files;

public static class SummaryBotTests
{
    public static async Task RunAsync_FileOfTwoLines_SavesAReport()
    {
        #region snippet: file-test
        await using var host = BotTestHost.For<SummaryBot>();
        var leads = host.Files.Add("leads.csv", "email\nada@example.org\n");

        var result = await host.RunAsync(new SummaryInput(leads.Id));

        result.Data!.Lines.Should().Be(2);
        host.Files.ReadText(result.Data.Report!).Should().Be("# 2 lines");
        #endregion
    }
}
