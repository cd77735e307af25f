using System.Net;
using System.Text.Json;

namespace BotKit.SampleHost.Tests;

public sealed class ScheduleTests : IDisposable
{
    private const string Schedules = "/api/admin/bots/schedules";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_OfAFreshHost_ShowsWhatIsDueAndWhen()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        var list = (await Answer.GetAsync(client, Schedules)).Body.GetProperty("schedules").EnumerateArray().ToList();
        var next = await Answer.GetAsync(client, $"{Schedules}/nightly-backup/next?count=3");

        list.Select(each => each.GetProperty("id").GetString()).Should().Equal("audience-report", "bots-report", "doomed-every-12-seconds", "enquiries", "money-report", "newsletter", "nightly-backup", "weekly-check");
        list[^2].GetProperty("words").GetString().Should().Be("At 02:00 every day");
        var due = next.Body.GetProperty("due").EnumerateArray().Select(each => TimeZoneInfo.ConvertTime(each.GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"))).ToList();
        due.Should().HaveCount(3).And.OnlyContain(each => each.Hour == 2 || each.Hour == 3, "where the clock goes forward it is 3").And.BeInAscendingOrder();
    }

    [Fact]
    public async Task RunNow_OfTheBackup_LeavesACheckedCopy()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        var backup = await Answer.EndedAsync(client, await Answer.PostAsync(client, $"{Schedules}/nightly-backup/run", ""));

        backup.GetProperty("status").GetString().Should().Be("Succeeded");
        backup.GetProperty("schedule").GetString().Should().Be("nightly-backup");
        new DirectoryInfo(Path.Combine(_folder.Path, "backups")).GetFiles("*.db").Should().ContainSingle();
    }

    [Theory]
    [InlineData("audience-report", "Trend and rhythm of the week", 7)]
    [InlineData("money-report", "Clients who make up most of it", 4)]
    [InlineData("bots-report", "How runs ended", 0)]
    public async Task RunNow_OfAReport_LeavesFilesThatTheLoginOpens(string schedule, string words, int charts)
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);
        using var stranger = host.CreateClient();

        var report = await Answer.EndedAsync(client, await Answer.PostAsync(client, $"{Schedules}/{schedule}/run", ""));

        report.GetProperty("status").GetString().Should().Be("Succeeded");
        report.GetProperty("data").GetProperty("gaps").GetArrayLength().Should().Be(0);
        var files = report.GetProperty("data").GetProperty("files").EnumerateArray().ToDictionary(each => each.GetProperty("format").GetString()!, each => each.GetProperty("file").GetString());
        files.Keys.Should().BeEquivalentTo("html", "json", "markdown");
        var page = await client.GetStringAsync(new Uri($"/api/admin/bots/files/{files["html"]}", UriKind.Relative), TestContext.Current.CancellationToken);
        page.Should().Contain(words);
        page.Split("<svg").Length.Should().BeGreaterThan(charts);
        (await Answer.GetAsync(stranger, $"/api/admin/bots/files/{files["html"]}")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task DoomedSchedule_AfterFiveFailures_IsSkippedBecauseOfTheCircuit()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path, new Dictionary<string, string> { ["Schedules__doomed-every-12-seconds__Cron"] = "@every 1s" });
        using var client = host.CreateClient(host.Token);

        var started = TimeProvider.System.GetTimestamp();
        List<JsonElement> occurrences;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, TestContext.Current.CancellationToken);
            occurrences = [.. (await Answer.GetAsync(client, $"{Schedules}/doomed-every-12-seconds/occurrences")).Body.GetProperty("occurrences").EnumerateArray()];
        }
        while (!(occurrences is [var latest, ..] && latest.GetProperty("state").GetString() == "Skipped" && latest.GetProperty("count").GetInt32() > 1)
            && TimeProvider.System.GetElapsedTime(started) < Limit);

        occurrences[0].GetProperty("reason").GetString().Should().Be("Circuit");
        occurrences.Count(each => each.GetProperty("state").GetString() == "Ran").Should().Be(5);
        var bot = await Answer.GetAsync(client, "/api/admin/bots/doomed");
        bot.Body.GetProperty("state").GetProperty("circuit").GetString().Should().Be("Open");
    }

    [Theory]
    [InlineData("Schedules__nightly-backup__Cron", "61 * * * *", "nightly-backup")]
    [InlineData("Schedules__nightly-backup__TimeZone", "Mars/Olympus", "Mars/Olympus")]
    [InlineData("Schedules__nightly-backup__Bot", "nobody", "nobody")]
    [InlineData("Schedules__nightly-backup__Input__operation", "explode", "operation")]
    [InlineData("Schedules__nightly-backup__Overlapp", "Skip", "Overlapp")]
    public async Task BadSchedule_StopsTheStartAndIsNamed(string name, string value, string words)
    {
        var (exitCode, _, error) = await SampleHostProcess.StartRefusedAsync(_folder.Path, new Dictionary<string, string> { [name] = value });

        exitCode.Should().Be(1);
        error.Should().StartWith("The sample host did not start").And.Contain("nightly-backup").And.Contain(words);
        error.Should().NotContain("   at ");
    }
}
