using System.Text.Json;

namespace BotKit.Handlers.Tests.Leads;

public sealed class DuplicateBarsTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly LeadHost _host = new();

    [Fact]
    public async Task Deduplicate_OfFebrl1_ReachesItsBar()
    {
        var file = await _host.PutAsync(await File.ReadAllBytesAsync(TestData.Path("dedup/febrl1.csv")));
        var start = TimeProvider.System.GetTimestamp();

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}","ignore":["soc_sec_id"]}""");

        var elapsed = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var (precision, recall, f1) = await QualityAsync(result.UndoFile, "rec_id", entity => entity.Split('-')[1], 500);
        output.WriteLine($"FEBRL-1: F1 {f1:F4}, precision {precision:F4}, recall {recall:F4} in {elapsed:F1} s (bar .985; blocking and Jaro-Winkler .986, exact name and birth date .576)");
        output.WriteLine(string.Join("\n", result.Weights));
        result.Weights.Select(weight => weight.Column).Should().NotContain("rec_id").And.NotContain("soc_sec_id");
        f1.Should().BeGreaterThanOrEqualTo(.985);
    }

    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public async Task Deduplicate_OfAHundredThousand_TakesAMinuteAtMost()
    {
        var rows = PeopleData.Rows(100_000).ToList();
        var pairs = rows.GroupBy(row => row.Split(',')[0]).Sum(group => group.Count() * (group.Count() - 1) / 2);
        var file = await _host.PutAsync(string.Join('\n', rows.Prepend(PeopleData.Header)));
        var start = TimeProvider.System.GetTimestamp();

        var result = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{file}}","ignore":["entity"]}""");

        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var (precision, recall, f1) = await QualityAsync(result.UndoFile, "entity", entity => entity, pairs);
        output.WriteLine($"100,000 leads deduplicated in {elapsed.TotalSeconds:F1} s (bar 60 s) on {Environment.ProcessorCount} cores, {result.Compared} pairs compared, {result.Merged} merged; F1 {f1:F4}, precision {precision:F4}, recall {recall:F4}; peak {System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
        f1.Should().BeGreaterThan(.98);
    }

    private async Task<(double Precision, double Recall, double F1)> QualityAsync(string? undo, string column, Func<string, string> entityOf, int pairs)
    {
        var (found, right) = (0, 0);
        var leads = (await _host.LinesAsync(undo)).Select(static line => JsonDocument.Parse(line).RootElement);
        foreach (var group in leads.GroupBy(static lead => lead.GetProperty("group").GetInt32()))
        {
            var entities = group.Select(lead => entityOf(lead.GetProperty("values").GetProperty(column).GetString()!)).ToList();
            for (var one = 0; one < entities.Count; one++)
            {
                for (var other = one + 1; other < entities.Count; other++)
                {
                    found++;
                    right += entities[one] == entities[other] ? 1 : 0;
                }
            }
        }

        var (precision, recall) = ((double)right / found, (double)right / pairs);
        return (precision, recall, 2 * precision * recall / (precision + recall));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
