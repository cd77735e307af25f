using System.Text;
using BotKit.Handlers.Leads;
using BotKit.Handlers.Rows;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadTrainTests : IAsyncDisposable
{
    private readonly LeadHost _host = new();

    [Fact]
    public async Task Train_OnLeadsWithAPattern_FindsIt()
    {
        var model = await TrainAsync(LeadsData.Csv(2000));

        (model.Model, model.Version, model.Positive, model.Rows).Should().Be(("leads", 1, "Yes", 2000));
        model.Quality.Auc.Should().BeInRange(.75, .9);
        model.Quality.CalibrationError.Should().BeLessThan(.05);
        model.Quality.Lift[0].Should().BeGreaterThan(1.3);
        model.Columns.Take(2).Select(column => column.Name).Should().BeEquivalentTo("source", "minutes");
        model.Columns.Sum(column => column.Importance).Should().BeApproximately(1, .001);
        model.RefusedColumns.Should().ContainSingle().Which.Should().Be(new LeadRefusedColumn("id", "name", "Its name says that it identifies a lead."));
    }

    [Fact]
    public async Task Train_Again_GivesTheSameModelAsTheNextVersion()
    {
        var first = await TrainAsync(LeadsData.Csv(600));
        var second = await TrainAsync(LeadsData.Csv(600));

        second.Should().BeEquivalentTo(first with { Version = 2 });
        var models = _host.Services.GetRequiredService<LeadModelStore>();
        var (one, two) = (await models.ReadAsync("lead", "leads", 1, default), await models.ReadAsync("lead", "leads", null, default));
        two.Should().BeEquivalentTo(one with { Version = 2 });
    }

    [Fact]
    public async Task Train_WithAnotherSeed_GivesAnotherModel()
        => (await TrainAsync(LeadsData.Csv(600), ""","seed":2""")).AucByFold.Should().NotEqual((await TrainAsync(LeadsData.Csv(600))).AucByFold);

    [Fact]
    public async Task Train_OnAColumnThatGivesTheOutcomeAway_RefusesItUnlessVouchedFor()
    {
        var csv = LeadsData.Csv(800, extraHeader: "note", extra: (row, converted) => converted ? (row % 10 == 0 ? "called" : "signed") : "called");

        var refused = await TrainAsync(csv);
        var vouched = await TrainAsync(csv, ""","knownAtIntake":["Note"]""");

        refused.RefusedColumns.Should().Contain(column => column.Name == "note" && column.Code == "power");
        refused.Quality.Auc.Should().BeLessThan(.9);
        vouched.Quality.Auc.Should().BeGreaterThan(.95);
    }

    [Fact]
    public async Task Train_WithExclusionsAndConstants_TellsThem()
    {
        var csv = LeadsData.Csv(400, extraHeader: "same,free", extra: (row, _) => $"x,text {row} of somebody");

        var model = await TrainAsync(csv, ""","exclude":["SIZE"]""");

        model.RefusedColumns.ToDictionary(column => column.Name, column => column.Code)
            .Should().Equal(new Dictionary<string, string> { ["id"] = "name", ["size"] = "excluded", ["same"] = "constant", ["free"] = "identifier" });
    }

    [Fact]
    public async Task Train_InADryRun_KeepsNoModel()
    {
        var file = await _host.PutAsync(LeadsData.Csv(400));

        var model = await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{file}}","target":"converted"}""", isDryRun: true);

        model.Version.Should().BeNull();
        (await _host.Services.GetRequiredService<IBotDataStore>().ListKeysAsync("lead", "", null, 100, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Train_Often_KeepsTheNewestVersionsOnly()
    {
        await using var host = new LeadHost(services => services.Configure<LeadOptions>(options => options.KeepModels = 2));
        var file = await host.PutAsync(LeadsData.Csv(300));
        for (var count = 0; count < 3; count++)
        {
            await host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{file}}","target":"converted","model":"few"}""");
        }

        (await host.Services.GetRequiredService<IBotDataStore>().ListKeysAsync("lead", "", null, 100, default))
            .Should().Equal("model/few", "model/few/000002", "model/few/000003");
        (await host.RunAsync($$"""{"operation":"score","file":"{{file}}","model":"few","version":1}""")).Error!.Code.Should().Be(LeadErrorCodes.ModelUnknown);
    }

    [Fact]
    public async Task Save_ByManyRunsAtOnce_KeepsEachModelUnderTheVersionItWasTold()
    {
        await TrainAsync(LeadsData.Csv(300));
        var models = _host.Services.GetRequiredService<LeadModelStore>();
        var model = await models.ReadAsync("lead", "leads", null, default);

        var saved = await Task.WhenAll(Enumerable.Range(1, 6).Select(
            run => Task.Run(async () => (Run: run, Version: await models.SaveAsync("lead", model with { Rows = run }, 10, default)))));

        saved.Select(one => one.Version).Should().BeEquivalentTo([2, 3, 4, 5, 6, 7]);
        foreach (var (run, version) in saved)
        {
            (await models.ReadAsync("lead", "leads", version, default)).Rows.Should().Be(run);
        }
    }

    [Fact]
    public async Task Train_AboveTheCap_IsRefused()
    {
        await using var host = new LeadHost(services => services.Configure<LeadOptions>(options => options.MaxTrainingRows = 300));
        var file = await host.PutAsync(LeadsData.Csv(301));

        var result = await host.RunAsync($$"""{"operation":"train","file":"{{file}}","target":"converted"}""");

        (result.Error!.Code, result.Error.Severity).Should().Be((LeadErrorCodes.TooManyRows, BotSeverity.Warning));
    }

    [Fact]
    public void Training_OnMoreValuesThanMemoryHolds_IsRefused()
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(LeadsData.Csv(400)));
        using var reader = RowReader.Open(stream);
        using var table = new LeadTable(reader, [.. reader.Columns], stream);
        var rows = TrainingRows.Read(table, "converted", null, 1000, new BadRows(), _ => { }, default);
        var columns = new[] { table.Find("source"), table.Find("minutes") };

        var within = () => ModelTraining.ThrowIfTooLarge(rows, columns);
        var beyond = () => ModelTraining.ThrowIfTooLarge(rows, columns, 400);

        within.Should().NotThrow();
        beyond.Should().Throw<BotException>().Which.Code.Should().Be(LeadErrorCodes.TooManyRows);
    }

    [Theory]
    [InlineData(100, "", "converted", LeadErrorCodes.TooFewRows)]
    [InlineData(400, "", "nope", LeadErrorCodes.ColumnUnknown)]
    [InlineData(400, ""","exclude":["sorce"]""", "converted", LeadErrorCodes.ColumnUnknown)]
    [InlineData(400, ""","knownAtIntake":["sorce"]""", "converted", LeadErrorCodes.ColumnUnknown)]
    [InlineData(400, "", "source", LeadErrorCodes.TargetUnusable)]
    [InlineData(400, ""","positive":"Maybe" """, "converted", LeadErrorCodes.TooFewRows)]
    [InlineData(400, ""","exclude":["source","minutes","size"]""", "converted", LeadErrorCodes.NoFeatures)]
    public async Task Train_OnWhatWillNotDo_FailsAsAWarning(int rows, string members, string target, string code)
    {
        var file = await _host.PutAsync(LeadsData.Csv(rows));

        var result = await _host.RunAsync($$"""{"operation":"train","file":"{{file}}","target":"{{target}}"{{members}}}""");

        (result.Error!.Code, result.Error.Severity).Should().Be((code, BotSeverity.Warning));
    }

    [Fact]
    public async Task Train_ThatIsCanceled_AnswersAtOnceAndStopsSoon()
    {
        var file = await _host.PutAsync(LeadsData.Csv(100_000));
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        var canceledAt = 0L;
        using var registration = cancel.Token.Register(() => canceledAt = TimeProvider.System.GetTimestamp());

        var result = await _host.RunAsync($$"""{"operation":"train","file":"{{file}}","target":"converted"}""", cancellationToken: cancel.Token);

        result.Status.Should().Be(BotStatus.Canceled);
        TimeProvider.System.GetElapsedTime(canceledAt).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void TreeTrainer_ThatIsCanceledWhileTreesGrow_StopsSoon()
    {
        var random = new Random(1);
        var features = Enumerable.Range(0, 20_000).Select(_ => Enumerable.Range(0, 10).Select(_ => random.NextSingle()).ToArray()).ToArray();
        var labels = features.Select(row => row[0] + random.NextSingle() > 1).ToArray();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();

        var training = () => TreeTrainer.Train(features, labels, new TreeSettings { Seed = 1, Trees = 100_000 }, cancel.Token);

        training.Should().Throw<OperationCanceledException>();
        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(6));
    }

    [Theory]
    [InlineData("Last Activity", true)]
    [InlineData("lastModifiedDate", true)]
    [InlineData("lead_status", true)]
    [InlineData("Deal Stage", true)]
    [InlineData("Lead Quality", true)]
    [InlineData("Credit Score", true)]
    [InlineData("Email", true)]
    [InlineData("Contact Name", true)]
    [InlineData("CustomerId", true)]
    [InlineData("Do Not Email", false)]
    [InlineData("Lead Source", false)]
    [InlineData("Number of employees", false)]
    [InlineData("Marital Status", false)]
    [InlineData("TotalVisits", false)]
    [InlineData("Company Name Length", false)]
    [InlineData("What is your current occupation", false)]
    public void LeakageNames_RefuseWhatIsKnownLater(string column, bool isRefused)
        => (LeakageNames.Refuse(column) is not null).Should().Be(isRefused);

    [Theory]
    [InlineData(new[] { 1d, 2, 3, 4 }, new[] { false, false, true, true }, 1)]
    [InlineData(new[] { 1d, 2, 3, 4 }, new[] { true, true, false, false }, 0)]
    [InlineData(new[] { 1d, 1, 1, 1 }, new[] { true, false, true, false }, .5)]
    [InlineData(new[] { .1, .4, .35, .8 }, new[] { false, false, true, true }, .75)]
    public void Auc_IsTheShareOfPairsInOrder(double[] scores, bool[] labels, double auc) => Ranking.Auc(scores, labels).Should().Be(auc);

    private async Task<LeadTraining> TrainAsync(string csv, string members = "")
        => await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{await _host.PutAsync(csv)}}","target":"converted"{{members}}}""");

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
