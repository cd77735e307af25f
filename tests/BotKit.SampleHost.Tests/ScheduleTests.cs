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

        list.Select(each => each.GetProperty("id").GetString()).Should().Equal("doomed-every-12-seconds", "hourly-figures", "nightly-backup");
        list[^1].GetProperty("words").GetString().Should().Be("At 02:00 every day");
        var due = next.Body.GetProperty("due").EnumerateArray().Select(each => TimeZoneInfo.ConvertTime(each.GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"))).ToList();
        due.Should().HaveCount(3).And.OnlyContain(each => each.Hour == 2 || each.Hour == 3, "where the clock goes forward it is 3").And.BeInAscendingOrder();
    }

    [Fact]
    public async Task RunNow_OfBackupAndFigures_Succeeds()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        var backup = await EndedAsync(client, await Answer.PostAsync(client, $"{Schedules}/nightly-backup/run", ""));
        var figures = await EndedAsync(client, await Answer.PostAsync(client, $"{Schedules}/hourly-figures/run", """{"top":2}"""));

        backup.GetProperty("status").GetString().Should().Be("Succeeded");
        backup.GetProperty("schedule").GetString().Should().Be("nightly-backup");
        new DirectoryInfo(Path.Combine(_folder.Path, "backups")).GetFiles().Should().ContainSingle();
        figures.GetProperty("status").GetString().Should().Be("Succeeded");
        figures.GetProperty("data").GetProperty("projects").EnumerateObject().Sum(each => each.Value.GetInt64()).Should().Be(120);
        figures.GetProperty("data").GetProperty("debtors").EnumerateObject().Should().HaveCount(2);
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

    private static async Task<JsonElement> EndedAsync(HttpClient client, Answer accepted)
    {
        accepted.Status.Should().Be(HttpStatusCode.Accepted);
        var run = accepted.Body.GetProperty("executionId").GetString();
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Limit)
        {
            var answer = await Answer.GetAsync(client, $"/api/admin/bots/runs/{run}");
            if (answer.Body.GetProperty("state").GetString() == "Ended")
            {
                return answer.Body;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Run {run} did not end.");
    }
}
