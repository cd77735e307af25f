using System.Diagnostics;
using System.Globalization;

namespace BotKit.Handlers.Tests.Analytics;

/// <summary>How fast rows become figures, and how much memory that takes.</summary>
public sealed class ThroughputBarsTests(ITestOutputHelper output) : IDisposable
{
    private const string Kpis = """
        {"name":"sales","measure":{"sum":{"multiply":[{"column":"quantity"},{"column":"price"}]}},"filter":{"column":"quantity","is":"greater","value":0}},
        {"name":"orders","measure":{"countDistinct":"order"}},
        {"name":"customers","measure":{"countDistinct":"customer"}},
        {"name":"units","measure":{"sum":{"column":"quantity"}}},
        {"name":"lines","measure":{"count":true}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("botkit-analytics-");

    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public async Task Kpis_OfAMillionRows_TakeAtMost5Seconds()
    {
        var path = Generate(1_000_000);
        await using var world = World(path);
        await RunAsync(world, "day");

        var elapsed = await RunAsync(world, "day");

        output.WriteLine($"1,000,000 rows ({new FileInfo(path).Length >> 20} MB) to 5 figures by day and by country: {elapsed.TotalSeconds:0.00} s; bar 5 s");
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Kpis_Of100000Rows_TakeAtMost3Seconds()
    {
        await using var world = World(Generate(100_000));
        await RunAsync(world, "day");

        var elapsed = await BestAsync(TimeSpan.FromSeconds(3), () => RunAsync(world, "day"));

        output.WriteLine($"100,000 rows to 5 figures by day and by country: {elapsed.TotalSeconds:0.00} s");
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public async Task Kpis_OfAGigabyte_StayUnder300Megabytes()
    {
        var path = Generate(15_500_000);
        await using var world = World(path);
        GC.Collect();
        var peak = 0L;
        using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 50);

        var elapsed = await RunAsync(world, "day");

        output.WriteLine($"{new FileInfo(path).Length / 1e9:0.00} GB: {elapsed.TotalSeconds:0.0} s, working set at most {peak >> 20} MB; bar 300 MB");
        peak.Should().BeLessThan(300L << 20);
    }

    /// <summary>The first of three attempts that keeps the bar, or else the last: others may use the machine.</summary>
    internal static async Task<TimeSpan> BestAsync(TimeSpan bar, Func<Task<TimeSpan>> run)
    {
        var elapsed = await run();
        for (var again = 0; again < 2 && elapsed >= bar; again++)
        {
            elapsed = await run();
        }

        return elapsed;
    }

    private static AnalyticsWorld World(string path) => new(new()
    {
        ["Datasets:shop:Provider"] = "file",
        ["Datasets:shop:File"] = path,
        ["Datasets:shop:Time"] = "at",
    });

    private static async Task<TimeSpan> RunAsync(AnalyticsWorld world, string grain)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{"dataset":"shop"},"grain":"{{grain}}","dimension":"country","kpis":[{{Kpis}}]}""");
        result.Groups.Should().HaveCount(20);
        result.Totals[4].Should().Be(result.Read!.Rows);
        return Stopwatch.GetElapsedTime(start);
    }

    private string Generate(int rows)
    {
        var path = Path.Combine(_folder.FullName, "rows.csv");
        var random = new Random(5);
        var start = new DateTime(2025, 1, 1);
        using var writer = new StreamWriter(path, System.Text.Encoding.UTF8, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 });
        writer.Write("order,at,customer,product,description,quantity,price,country\n");
        for (var row = 0; row < rows; row++)
        {
            var at = start.AddMinutes(row * 0.5 % 525_000);
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{500_000 + (row / 12)},{at:yyyy-MM-dd HH:mm:ss},{random.Next(20_000)},P{random.Next(4000)},A thing,{random.Next(-1, 20)},{random.Next(1, 9999) / 100m},C{random.Next(40)}\n"));
        }

        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
