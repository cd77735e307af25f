namespace BotKit.Handlers.Tests.Leads;

public sealed class ScoringBarsTests(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly string[] KnownLater =
    [
        "Last Activity", "Last Notable Activity", "Tags", "Lead Quality", "Lead Profile", "Asymmetrique Activity Index",
        "Asymmetrique Profile Index", "Asymmetrique Activity Score", "Asymmetrique Profile Score",
    ];

    private readonly LeadHost _host = new();

    [Fact]
    public async Task Train_OnTheLeads_ReachesItsBarWithoutWhatIsKnownLater()
    {
        var text = await File.ReadAllTextAsync(TestData.Path("leads/leads_train.csv"));
        var start = TimeProvider.System.GetTimestamp();

        var model = await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{await _host.PutAsync(text)}}","target":"Converted"}""");

        output.WriteLine($"leads: AUC {model.Quality.Auc:F4} by 5-fold [{string.Join(' ', model.AucByFold.Select(auc => $"{auc:F3}"))}] (bar .86; logistic regression .847); "
            + $"Brier {model.Quality.Brier:F4}, calibration error {model.Quality.CalibrationError:F4}, {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F1} s");
        output.WriteLine("used: " + string.Join(", ", model.Columns.Select(column => $"{column.Name} {column.Importance:P0}")));
        output.WriteLine("refused: " + string.Join(", ", model.RefusedColumns.Select(column => $"{column.Name} ({column.Code})")));
        model.Quality.Auc.Should().BeGreaterThanOrEqualTo(.86);
        model.Quality.CalibrationError.Should().BeLessThan(.03);
        model.RefusedColumns.Select(column => column.Name).Should().Contain(KnownLater).And.Contain(["Prospect ID", "Lead Number"]);
        model.Columns.Select(column => column.Name).Should().Contain(["Lead Origin", "Lead Source", "Total Time Spent on Website", "What is your current occupation"]);
    }

    [Fact]
    public async Task Train_OnTheLeadsWithInnocentNames_RefusesWhatGivesTheOutcomeAway()
    {
        var text = await File.ReadAllTextAsync(TestData.Path("leads/leads_train.csv"));
        var renamed = text.Replace(",Tags,Lead Quality,", ",Field A,Field B,", StringComparison.Ordinal);

        var model = await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{await _host.PutAsync(renamed)}}","target":"Converted","folds":2}""", isDryRun: true);

        output.WriteLine(string.Join("\n", model.RefusedColumns.Where(column => column.Code == "power").Select(column => $"{column.Name}: {column.Reason}")));
        model.RefusedColumns.Where(column => column.Code == "power").Select(column => column.Name).Should().BeEquivalentTo("Field A", "Field B");
        model.Quality.Auc.Should().BeInRange(.86, .92);
    }

    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public async Task Score_OfAMillionLeads_TakesAMinuteAtMost()
    {
        var path = TestData.Path("leads/leads_train.csv");
        await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{await _host.PutAsync(await File.ReadAllTextAsync(path))}}","target":"Converted"}""");
        var lines = await File.ReadAllLinesAsync(path);
        var file = await _host.PutAsync(stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.WriteLine(lines[0]);
            for (var row = 0; row < 1_000_000; row++)
            {
                writer.WriteLine(lines[1 + row % (lines.Length - 1)]);
            }
        });
        var start = TimeProvider.System.GetTimestamp();

        var scored = await _host.DataAsync<LeadScoring>($$"""{"operation":"score","file":"{{file}}"}""");

        var elapsed = TimeProvider.System.GetElapsedTime(start);
        output.WriteLine($"1,000,000 leads scored with reasons in {elapsed.TotalSeconds:F1} s (bar 60 s) on {Environment.ProcessorCount} cores; peak {System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
        scored.Rows.Should().Be(1_000_000);
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
