using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Tests.Analytics;

/// <summary>The figures of a month of a real shop, beside those that another program computed.</summary>
public sealed class RetailBarsTests(ITestOutputHelper output)
{
    private const string Sale = """{"all":[{"column":"InvoiceNo","is":"notStartsWith","value":"C"},{"column":"Quantity","is":"greater","value":0},{"column":"UnitPrice","is":"greater","value":0}]}""";
    private const string Cancelled = """{"column":"InvoiceNo","is":"startsWith","value":"C"}""";
    private const string Amount = """{"multiply":[{"column":"Quantity"},{"column":"UnitPrice"}]}""";

    private static readonly string[] Kpis =
    [
        $$"""{"name":"net_revenue_all_lines","unit":"GBP","measure":{"sum":{{Amount}} } }""",
        $$"""{"name":"gross_sales","unit":"GBP","measure":{"sum":{{Amount}} },"filter":{{Sale}} }""",
        $$"""{"name":"cancellations","unit":"GBP","measure":{"sum":{{Amount}} },"filter":{{Cancelled}} }""",
        $$"""{"name":"sales_invoices","measure":{"countDistinct":"InvoiceNo"},"filter":{{Sale}} }""",
        $$"""{"name":"cancelled_invoices","measure":{"countDistinct":"InvoiceNo"},"filter":{{Cancelled}} }""",
        $$"""{"name":"active_customers","measure":{"countDistinct":"CustomerID"},"filter":{{Sale}} }""",
        $$"""{"name":"avg_order_value","unit":"GBP","measure":{"ratio":{"of":{"sum":{{Amount}} },"by":{"countDistinct":"InvoiceNo"} } },"filter":{{Sale}} }""",
        $$"""{"name":"units_sold","measure":{"sum":{"column":"Quantity"} },"filter":{{Sale}} }""",
        """{"name":"lines","measure":{"count":true}}""",
    ];

    [Fact]
    public async Task Kpis_OfTheMonth_AreExact()
    {
        var expected = Table("retail/kpi_expected_monthly.csv").Single();
        await using var world = new AnalyticsWorld();

        var result = await world.ResultAsync<AnalyticsKpis>($$"""{"operation":"kpis","source":{{Lines(world)}},"grain":"month","kpis":[{{string.Join(',', Kpis)}}]}""");

        result.Read!.Rows.Should().Be(27707);
        result.Steps.Should().ContainSingle().Which.At.Should().Be(new DateTime(2011, 2, 1));
        foreach (var (figure, value) in result.Figures.Zip(result.Steps![0].Values))
        {
            output.WriteLine($"{figure.Name,-24} {value,14:0.00} expected {expected[figure.Name]}");
            value.Should().BeApproximately(double.Parse(expected[figure.Name], CultureInfo.InvariantCulture), .01, figure.Name);
        }

        result.Totals.Should().Equal(result.Steps[0].Values);
    }

    [Fact]
    public async Task Kpis_ByProduct_AreExactAndInOrder()
    {
        var expected = Table("retail/kpi_expected_top_products_2011-02.csv");
        await using var world = new AnalyticsWorld();

        var result = await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{{Lines(world)}},"dimension":"StockCode","top":{{expected.Count}},"kpis":[{{Kpis[1]}},{{Kpis[7]}}]}""");

        result.Groups!.Select(static group => group.Value).Should().Equal(expected.Select(static row => row["StockCode"]));
        result.Groups!.Zip(expected).Should().OnlyContain(pair =>
            Math.Abs(pair.First.Values[0]!.Value - double.Parse(pair.Second["gross_sales"], CultureInfo.InvariantCulture)) <= .01
            && Math.Abs(pair.First.Values[1]!.Value - double.Parse(pair.Second["units"], CultureInfo.InvariantCulture)) <= .01);
        output.WriteLine($"{expected.Count} products exact, of {result.GroupCount}");
    }

    private static string Lines(AnalyticsWorld world)
        => world.Csv(File.ReadAllText(TestData.Path("retail/online_retail_2011-02_lines.csv"), Encoding.UTF8), "InvoiceDate");

    private static List<Dictionary<string, string>> Table(string path)
    {
        var lines = File.ReadAllLines(TestData.Path(path));
        var heads = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => heads.Zip(line.Split(',')).ToDictionary(static pair => pair.First, static pair => pair.Second))];
    }
}
