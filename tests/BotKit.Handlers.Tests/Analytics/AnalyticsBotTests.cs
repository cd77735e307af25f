using BotKit.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class AnalyticsBotTests
{
    private const string Shop = """
        order,at,customer,country,quantity,price
        1,2026-01-05 10:00:00,anna,FR,2,10.00
        2,2026-01-06 11:00:00,bert,DE,1,5.50
        3,2026-02-02 09:00:00,anna,FR,4,2.25
        4,2026-02-03,carl,,3,1.00
        5,2026-02-04T10:00:00Z,bert,DE,-1,5.50
        """;

    private const string Sales = """{"name":"sales","unit":"EUR","measure":{"sum":{"multiply":[{"column":"quantity"},{"column":"price"}]}}}""";

    [Fact]
    public async Task Kpis_GiveTotalsStepsAndGroups()
    {
        await using var world = new AnalyticsWorld();

        var kpis = await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{{world.Csv(Shop)}},"grain":"month","dimension":"country","kpis":[{{Sales}},{"name":"customers","measure":{"countDistinct":"customer"} }]}""");

        kpis.Totals.Should().Equal(32.0, 3);
        kpis.Steps!.Select(static step => (step.At.Month, step.Values[0], step.Values[1])).Should().Equal((1, 25.5, 2), (2, 6.5, 3));
        kpis.Groups!.Select(static group => (group.Value, group.Values[0])).Should().Equal(("FR", 29.0), (null, 3.0), ("DE", 0.0));
        kpis.GroupCount.Should().Be(3);
        kpis.Read.Should().BeEquivalentTo(new { Rows = 5L, BadRows = 0L, From = new DateTime(2026, 1, 5, 10, 0, 0), To = new DateTime(2026, 2, 4, 10, 0, 0) });
    }

    [Theory]
    [InlineData("""{"count":true}""", 5.0)]
    [InlineData("""{"average":{"column":"quantity"}}""", 1.8)]
    [InlineData("""{"min":{"column":"quantity"}}""", -1.0)]
    [InlineData("""{"max":{"column":"price"}}""", 10.0)]
    [InlineData("""{"sum":{"add":[{"column":"quantity"},{"number":1}]}}""", 14.0)]
    [InlineData("""{"sum":{"subtract":[{"column":"price"},{"number":0.25},{"number":0.75}]}}""", 19.25)]
    [InlineData("""{"max":{"divide":[{"column":"price"},{"column":"quantity"}]}}""", 5.5)]
    [InlineData("""{"max":{"divide":[{"column":"price"},{"number":0}]}}""", null)]
    [InlineData("""{"ratio":{"of":{"count":true},"by":{"countDistinct":"customer"},"ofFilter":{"column":"country","is":"equal","value":"FR"},"times":100}}""", 200.0 / 3)]
    [InlineData("""{"ratio":{"of":{"count":true},"by":{"count":true},"byFilter":{"column":"country","is":"equal","value":"XX"}}}""", null)]
    public async Task Measure_Gives(string measure, double? expected)
    {
        await using var world = new AnalyticsWorld();

        var kpis = await world.ResultAsync<AnalyticsKpis>($$"""{"operation":"kpis","source":{{world.Csv(Shop)}},"kpis":[{"name":"it","measure":{{measure}} }]}""");

        if (expected is { } value)
        {
            kpis.Totals[0].Should().BeApproximately(value, 1e-9);
        }
        else
        {
            kpis.Totals[0].Should().BeNull();
        }
    }

    [Theory]
    [InlineData("""{"column":"country","is":"equal","value":"FR"}""", "1,3")]
    [InlineData("""{"column":"country","is":"notEqual","value":"FR"}""", "2,4,5")]
    [InlineData("""{"column":"country","is":"empty"}""", "4")]
    [InlineData("""{"column":"country","is":"notEmpty"}""", "1,2,3,5")]
    [InlineData("""{"column":"country","is":"in","values":["DE","XX"]}""", "2,5")]
    [InlineData("""{"column":"quantity","is":"in","values":[1,2]}""", "1,2")]
    [InlineData("""{"column":"quantity","is":"greater","value":2}""", "3,4")]
    [InlineData("""{"column":"quantity","is":"atLeast","value":"2"}""", "1,3,4")]
    [InlineData("""{"column":"quantity","is":"less","value":1}""", "5")]
    [InlineData("""{"column":"quantity","is":"atMost","value":1}""", "2,5")]
    [InlineData("""{"column":"customer","is":"startsWith","value":"be"}""", "2,5")]
    [InlineData("""{"column":"customer","is":"notStartsWith","value":"be"}""", "1,3,4")]
    [InlineData("""{"column":"customer","is":"contains","value":"nn"}""", "1,3")]
    [InlineData("""{"not":{"column":"country","is":"equal","value":"FR"}}""", "2,4,5")]
    [InlineData("""{"any":[{"column":"country","is":"empty"},{"all":[{"column":"country","is":"equal","value":"DE"},{"column":"quantity","is":"less","value":0}]}]}""", "4,5")]
    [InlineData("""{"column":"customer","is":"equal","value":"' OR 1=1 --"}""", "")]
    [InlineData("""{"column":"customer","is":"contains","value":"%"}""", "")]
    public async Task Filter_LeavesTheRows(string filter, string orders)
    {
        await using var world = new AnalyticsWorld();

        var kpis = await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{{world.Csv(Shop)}},"dimension":"order","kpis":[{"name":"it","measure":{"count":true},"filter":{{filter}} }]}""");

        string.Join(',', kpis.Groups!.Where(static group => group.Values[0] > 0).Select(static group => group.Value)).Should().Be(orders);
    }

    [Fact]
    public async Task Period_CutsRows_AndLastCountsBackFromTheRun()
    {
        await using var world = new AnalyticsWorld();

        var february = await Count("""{"from":"2026-02-01","to":"2026-02-04"}""");
        var last = await Count("""{"last":2,"grain":"month"}""");

        february.Should().Be(2);
        last.Should().Be(5, "from 2026-03-15 the last two whole months are January and February");

        async Task<double?> Count(string period) => (await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{{world.Csv(Shop)}},"period":{{period}},"kpis":[{"name":"n","measure":{"count":true} }]}""")).Totals[0];
    }

    [Fact]
    public async Task Comparison_OfAMonth_TakesTheMonthBefore()
    {
        await using var world = new AnalyticsWorld();

        var comparison = await world.ResultAsync<AnalyticsComparison>(
            $$"""{"operation":"comparison","source":{{world.Csv(Shop)}},"period":{"from":"2026-02-01","to":"2026-03-01"},"kpis":[{{Sales}}],"dimension":"country"}""");

        comparison.BaseFrom.Should().Be(new DateTime(2026, 1, 1));
        comparison.BaseTo.Should().Be(new DateTime(2026, 2, 1));
        comparison.Changes.Single().Should().BeEquivalentTo(new { Value = 6.5, BaseValue = 25.5, Difference = -19.0 });
        comparison.Changes.Single().Percent.Should().BeApproximately(-74.51, .01);
        comparison.Movers!.Select(static mover => (mover.Value, mover.Difference)).Should().Equal(("DE", -11.0), ("FR", -11.0), (null, 3.0));
    }

    [Fact]
    public async Task Comparison_WithAYearBefore_TakesTheSameDates()
    {
        await using var world = new AnalyticsWorld();

        var comparison = await world.ResultAsync<AnalyticsComparison>(
            $$"""{"operation":"comparison","source":{{world.Csv(Shop)}},"period":{"from":"2026-01-01","to":"2026-01-11"},"against":"yearBefore","kpis":[{{Sales}}]}""");

        comparison.BaseFrom.Should().Be(new DateTime(2025, 1, 1));
        comparison.Changes.Single().Percent.Should().BeNull("there is nothing to compare with");
    }

    [Fact]
    public async Task Cohorts_CountWhoCameAgain()
    {
        await using var world = new AnalyticsWorld();

        var cohorts = await world.ResultAsync<AnalyticsCohorts>($$"""{"operation":"cohorts","source":{{world.Csv(Shop)}},"who":"customer"}""");

        cohorts.Cohorts.Select(static cohort => (cohort.At.Month, cohort.Size, string.Join('/', cohort.Active))).Should().Equal((1, 2, "2/2"), (2, 1, "1"));
        cohorts.Retention.Should().Equal(1, 1);
    }

    [Fact]
    public async Task Pareto_FindsTheVitalFew()
    {
        await using var world = new AnalyticsWorld();

        var pareto = await world.ResultAsync<AnalyticsPareto>($$"""{"operation":"pareto","source":{{world.Csv(Shop)}},"dimension":"customer","kpi":{{Sales}} }""");

        pareto.Total.Should().Be(32);
        pareto.CountOfShare.Should().Be(1);
        pareto.Items.Select(static item => (item.Value, item.Figure, item.Class)).Should().Equal(("anna", 29.0, "A"), ("carl", 3.0, "C"));
    }

    [Theory]
    [InlineData("""{"operation":"kpis","kpis":[{"name":"n","measure":{"count":true}}]}""", "$.source")]
    [InlineData("""{"operation":"kpis","source":{"file":"x","dataset":"y"},"kpis":[{"name":"n","measure":{"count":true}}]}""", "$.source")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[]}""", "$.kpis")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[null]}""", "$.kpis[0]")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[{"name":"a; drop","measure":{"count":true}}]}""", "$.kpis[0].name")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[{"name":"n","measure":{}}]}""", "$.kpis[0].measure")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[{"name":"n","measure":{"count":true,"min":{"number":1}}}]}""", "$.kpis[0].measure")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[{"name":"n","measure":{"sum":{"multiply":[{"column":"a"}]}}}]}""", "$.kpis[0].measure.sum.multiply")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[{"name":"n","measure":{"count":true},"filter":{"column":"a","is":"equal"}}]}""", "$.kpis[0].filter.value")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[{"name":"n","measure":{"count":true},"filter":{"column":"a","is":"in","values":["x",1]}}]}""", "$.kpis[0].filter.values")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"kpis":[{"name":"n","measure":{"count":true,"sql":"1"}}]}""", "$.kpis[0].measure.sql")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"period":{"from":"2026-02-01","to":"2026-01-01"},"kpis":[{"name":"n"}]}""", "$.period")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"period":{"from":"2026-02-01T00:00:00Z"},"kpis":[{"name":"n"}]}""", "$.period.from")]
    [InlineData("""{"operation":"kpis","source":{"file":"x","timeZone":"Mars/Olympus"},"kpis":[{"name":"n"}]}""", "$.source.timeZone")]
    [InlineData("""{"operation":"kpis","source":{"file":"x"},"grain":"fortnight","kpis":[{"name":"n"}]}""", "$.grain")]
    [InlineData("""{"operation":"forecast","source":{"file":"x"},"kpi":{"name":"n"},"grain":"day","horizon":0}""", "$.horizon")]
    [InlineData("""{"operation":"forecast","source":{"file":"x"},"kpi":{"name":"n"},"grain":"day","horizon":5,"level":1}""", "$.level")]
    [InlineData("""{"operation":"anomalies","source":{"file":"x"},"kpi":{"name":"n"},"grain":"day","threshold":0}""", "$.threshold")]
    [InlineData("""{"operation":"pareto","source":{"file":"x"},"kpi":{"name":"n","measure":{"average":{"column":"a"}}},"dimension":"d"}""", "$.kpi.measure")]
    [InlineData("""{"operation":"report"}""", "$.report")]
    [InlineData("""{"operation":"report","report":"x","definition":{"title":"t","source":{"file":"x"},"parts":[]}}""", "$.report")]
    [InlineData("""{"operation":"report","definition":{"title":"t","source":{"file":"x"},"parts":[]}}""", "$.definition.parts")]
    [InlineData("""{"operation":"execute","source":{"file":"x"}}""", "$.operation")]
    public async Task Run_WithBadInput_IsInvalidAndNamesTheField(string json, string path)
    {
        await using var world = new AnalyticsWorld();

        var result = await world.RunAsync(json);

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details!.Select(static problem => problem.Path).Should().Contain(path);
    }

    [Theory]
    [InlineData("""{"operation":"kpis","source":{"dataset":"nope"},"kpis":[{"name":"n","measure":{"count":true}}]}""", AnalyticsErrorCodes.AnalyticsUnknown)]
    [InlineData("""{"operation":"kpis","source":{"file":"../etc/passwd"},"kpis":[{"name":"n","measure":{"count":true}}]}""", AnalyticsErrorCodes.SourceMissing)]
    [InlineData("""{"operation":"kpis","source":SOURCE,"kpis":[{"name":"nope"}]}""", AnalyticsErrorCodes.AnalyticsUnknown)]
    [InlineData("""{"operation":"kpis","source":SOURCE,"kpis":[{"name":"n","measure":{"sum":{"column":"secret\" FROM x; --"}}}]}""", AnalyticsErrorCodes.ColumnUnknown)]
    [InlineData("""{"operation":"kpis","source":SOURCE,"dimension":"sqlite_master","kpis":[{"name":"n","measure":{"count":true}}]}""", AnalyticsErrorCodes.ColumnUnknown)]
    [InlineData("""{"operation":"kpis","source":{"ledger":"minutes"},"kpis":[{"name":"n","measure":{"count":true}}]}""", AnalyticsErrorCodes.TimeMissing)]
    [InlineData("""{"operation":"comparison","source":SOURCE,"kpis":[{"name":"n","measure":{"count":true}}]}""", AnalyticsErrorCodes.TimeMissing)]
    [InlineData("""{"operation":"forecast","source":SOURCE,"kpi":{"name":"n","measure":{"count":true}},"grain":"month","horizon":3}""", AnalyticsErrorCodes.SeriesTooShort)]
    [InlineData("""{"operation":"report","report":"nope"}""", AnalyticsErrorCodes.AnalyticsUnknown)]
    public async Task Run_ThatTheDataCannotAnswer_FailsAsAWarning(string json, string code)
    {
        await using var world = new AnalyticsWorld();

        var result = await world.RunAsync(json.Replace("SOURCE", world.Csv(Shop), StringComparison.Ordinal));

        result.Status.Should().Be(BotStatus.Failed);
        result.Error!.Code.Should().Be(code);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
    }

    [Fact]
    public async Task DryRun_SaysWhatItWouldRead()
    {
        await using var world = new AnalyticsWorld();

        var result = await world.RunAsync(
            $$"""{"operation":"kpis","source":{{world.Csv(Shop)}},"period":{"last":1,"grain":"month"},"kpis":[{{Sales}}]}""", dryRun: true);

        var json = world.Json(result);
        json.GetProperty("operation").GetString().Should().Be("plan");
        var plan = result.Data.Should().BeOfType<AnalyticsPlan>().Subject;
        plan.Of.Should().Be("kpis");
        plan.Source.Should().Be("file");
        plan.Bytes.Should().Be(Shop.Length);
        plan.Columns.Should().Equal("quantity", "price");
        plan.From.Should().Be(new DateTime(2026, 2, 1));
        plan.To.Should().Be(new DateTime(2026, 3, 1));
        world.Files.Files.Should().ContainSingle("nothing was written");
    }

    [Fact]
    public async Task Run_AnsweredByNames_UsesTheOptions()
    {
        await using var world = new AnalyticsWorld(new()
        {
            ["Kpis:sales:Unit"] = "EUR",
            ["Kpis:sales:Measure:Sum:Multiply:0:Column"] = "quantity",
            ["Kpis:sales:Measure:Sum:Multiply:1:Column"] = "price",
            ["Kpis:sales:Filter:Column"] = "quantity",
            ["Kpis:sales:Filter:Is"] = "greater",
            ["Kpis:sales:Filter:Value"] = "0",
        });

        var kpis = await world.ResultAsync<AnalyticsKpis>($$"""{"operation":"kpis","source":{{world.Csv(Shop)}},"kpis":[{"name":"Sales","label":"Net sales"}]}""");

        kpis.Totals.Should().Equal(37.5);
        kpis.Figures.Single().Should().Be(new AnalyticsFigure("Sales", "Net sales", "EUR", 2));
    }

    [Fact]
    public async Task Run_WhenCanceled_AnswersAtOnce()
    {
        await using var world = new AnalyticsWorld();
        using var cancel = new CancellationTokenSource();
        var source = world.Csv("at,n\n" + string.Concat(Enumerable.Repeat("2026-01-01,1\n", 300_000)));
        var run = world.RunAsync($$"""{"operation":"kpis","source":{{source}},"kpis":[{"name":"n","measure":{"count":true} }]}""", cancellationToken: cancel.Token).AsTask();

        await cancel.CancelAsync();

        (await run.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System)).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task Check_NamesTheDatasetsThatCannotBeReached()
    {
        await using var world = new AnalyticsWorld(new() { ["Datasets:gone:Provider"] = "file", ["Datasets:gone:File"] = "/nowhere/rows.csv" });

        var health = (await world.Services.GetRequiredService<IBotHealth>().CheckAsync()).Bots["analytics"];

        health.Error.Should().Contain("gone").And.NotContain("nowhere");
    }

    [Fact]
    public async Task Schema_ListsTheOperations()
    {
        await using var world = new AnalyticsWorld();

        var schema = world.Manager.Find("analytics")!.InputSchema!.Value.GetRawText();

        schema.Should().ContainAll("\"kpis\"", "\"comparison\"", "\"cohorts\"", "\"pareto\"", "\"trend\"", "\"anomalies\"", "\"forecast\"", "\"report\"");
    }

    [Fact]
    public void Options_WithMistakes_StopTheHostAndListThemAll()
    {
        var world = new AnalyticsWorld(new()
        {
            ["Colour"] = "red",
            ["MaxRows"] = "0",
            ["Datasets:a:Provider"] = "oracle",
            ["Datasets:b:ConnectionString"] = "Data Source=x.db",
            ["Datasets:c:Wrong"] = "1",
            ["Kpis:d:Measure:Count"] = "maybe",
            ["Kpis:e:Unit"] = "EUR",
            ["Recipients:f"] = "nobody",
            ["Reports:g:Title"] = "No parts",
        });

        var resolve = () => world.Services.GetRequiredService<IOptions<AnalyticsOptions>>().Value;

        resolve.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCountGreaterThanOrEqualTo(8)
            .And.OnlyContain(static failure => !failure.Contains("maybe") && !failure.Contains("nobody"));
    }
}
