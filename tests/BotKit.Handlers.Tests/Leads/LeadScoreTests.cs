using System.Globalization;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadScoreTests(TrainedLeads trained) : IClassFixture<TrainedLeads>
{
    private readonly LeadHost _host = trained.Host;

    [Fact]
    public async Task Score_OfNewLeads_GivesProbabilitiesGradesAndReasons()
    {
        var file = await _host.PutAsync("source,minutes,size,name\nReferral,60,10,Ann\nChat,0.1,,Bob\n");

        var result = await _host.DataAsync<LeadScoring>($$"""{"operation":"score","file":"{{file}}"}""");

        var lines = await _host.LinesAsync(result.File);
        lines[0].Should().Be("source,minutes,size,name,lead_score,lead_grade,lead_reasons");
        lines[1].Should().MatchRegex("^Referral,60,10,Ann,0\\.[789]\\d+,A,.*minutes is 60 \\(raises strongly\\)").And.Contain("source is Referral (raises");
        lines[2].Should().MatchRegex("^Chat,0.1,,Bob,0\\.[012]\\d+,[CD],.*minutes is 0.1 \\(lowers");
        (result.Rows, result.Version).Should().Be((2, 1));
        result.Grades.Keys.Should().Equal("A", "B", "C", "D");
        result.Grades.Values.Sum().Should().Be(2);
    }

    [Fact]
    public async Task Score_OfManyLeads_MeansWhatItSays()
    {
        var text = LeadsData.Csv(4000, seed: 99);
        var file = await _host.PutAsync(text);

        var result = await _host.DataAsync<LeadScoring>($$"""{"operation":"score","file":"{{file}}","reasons":0}""");

        var rate = text.Split('\n').Count(line => line.EndsWith(",Yes", StringComparison.Ordinal)) / 4000d;
        result.MeanScore.Should().BeApproximately(rate, .03);
        result.Drift.Verdict.Should().Be(LeadDriftVerdict.Stable);
        (await _host.LinesAsync(result.File))[1].Should().MatchRegex(",0\\.\\d{4},[A-D],$");
    }

    [Fact]
    public async Task Score_OfOtherLeads_SeesTheDrift()
    {
        var file = await _host.PutAsync(LeadsData.Csv(2000, seed: 3, minutes: 40));

        var result = await _host.DataAsync<LeadScoring>($$"""{"operation":"score","file":"{{file}}"}""", isDryRun: true);

        result.Drift.Verdict.Should().Be(LeadDriftVerdict.Strong);
        result.Drift.Columns.Where(column => column.Verdict == LeadDriftVerdict.Strong).Select(column => column.Column).Should().BeEquivalentTo("minutes", "lead_score");
        result.Drift.Columns.Single(column => column.Column == "source").Psi.Should().BeLessThan(.02);
        result.File.Should().BeNull();
    }

    [Fact]
    public async Task Score_WithoutAColumn_SaysSoAndGoesOn()
    {
        var file = await _host.PutAsync("source\nReferral\n");

        var result = await _host.DataAsync<LeadScoring>($$"""{"operation":"score","file":"{{file}}"}""");

        result.Drift.MissingColumns.Should().Equal("minutes", "size");
        (await _host.LinesAsync(result.File))[1].Should().StartWith("Referral,0.");
    }

    [Fact]
    public async Task Evaluate_OnNewLeads_AgreesWithTheTraining()
    {
        var model = trained.Model;
        var file = await _host.PutAsync(LeadsData.Csv(4000, seed: 11));

        var result = await _host.DataAsync<LeadEvaluation>($$"""{"operation":"evaluate","file":"{{file}}"}""");

        result.Quality.Auc.Should().BeApproximately(model.Quality.Auc, .03);
        result.TrainedAuc.Should().BeApproximately(model.Quality.Auc, .0001);
        result.Quality.CalibrationError.Should().BeLessThan(.05);
        result.Quality.Calibration.Sum(bin => bin.Rows).Should().Be(4000);
        result.Drift.Verdict.Should().Be(LeadDriftVerdict.Stable);
    }

    [Theory]
    [InlineData("""{"operation":"score","file":"FILE","model":"none"}""", "source\nx\n", LeadErrorCodes.ModelUnknown)]
    [InlineData("""{"operation":"score","file":"FILE","version":9}""", "source\nx\n", LeadErrorCodes.ModelUnknown)]
    [InlineData("""{"operation":"score","file":"FILE"}""", "a,b\n1,2\n", LeadErrorCodes.ColumnUnknown)]
    [InlineData("""{"operation":"evaluate","file":"FILE"}""", "source\nx\n", LeadErrorCodes.ColumnUnknown)]
    [InlineData("""{"operation":"evaluate","file":"FILE"}""", "source,converted\nx,Yes\n", LeadErrorCodes.TooFewRows)]
    public async Task Run_OnWhatWillNotDo_FailsAsAWarning(string json, string text, string code)
    {
        var file = await _host.PutAsync(text);

        var result = await _host.RunAsync(json.Replace("FILE", file, StringComparison.Ordinal));

        (result.Error!.Code, result.Error.Severity).Should().Be((code, BotSeverity.Warning));
    }

    [Fact]
    public async Task Score_WithADamagedModel_FailsAndSaysSo()
    {
        var file = await _host.PutAsync(LeadsData.Csv(300));
        await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{file}}","target":"converted","model":"hurt"}""");
        var store = _host.Services.GetRequiredService<IBotDataStore>();
        var kept = (await store.ReadAsync("lead", "model/hurt/000001", default))!;
        var damaged = kept.Content.ToArray();
        damaged[damaged.Length / 2] ^= 0x55;
        await store.TryWriteAsync("lead", "model/hurt/000001", damaged, kept.Version, null, default);

        var result = await _host.RunAsync($$"""{"operation":"score","file":"{{file}}","model":"hurt"}""");

        result.Error!.Code.Should().Be(LeadErrorCodes.ModelUnreadable);
    }

    [Theory]
    [InlineData("""{"operation":"train","file":"x"}""", "$.target")]
    [InlineData("""{"operation":"train","file":"x","target":"t","model":"../x"}""", "$.model")]
    [InlineData("""{"operation":"train","file":"x","target":"t","folds":1}""", "$.folds")]
    [InlineData("""{"operation":"score","file":"x","reasons":99}""", "$.reasons")]
    [InlineData("""{"operation":"score","file":"x","version":0}""", "$.version")]
    [InlineData("""{"operation":"evaluate","file":"x","model":"A B"}""", "$.model")]
    public async Task Run_WithBadInput_IsInvalidAndNamesTheField(string json, string path)
    {
        var result = await _host.RunAsync(json);

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details!.Select(problem => problem.Path).Should().Contain(path);
    }

    [Fact]
    public void Options_WithMistakes_StopTheHostAndListThemAll()
    {
        var start = () =>
        {
            var services = new ServiceCollection();
            services.AddBotKit(bots => bots.AddLeadBot());
            services.Configure<LeadOptions>(options => (options.MaxTrainingRows, options.KeepModels) = (1, 0));
            using var provider = services.BuildServiceProvider();
            return provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<LeadOptions>>().Value.KeepModels.ToString(CultureInfo.InvariantCulture);
        };

        start.Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().Which.Failures.Should().HaveCount(2);
    }
}
