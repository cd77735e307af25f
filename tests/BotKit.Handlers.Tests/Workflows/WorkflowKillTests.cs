using System.Collections.Concurrent;
using BotKit.Ledger;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A run that is lost goes on from its last finished step, and repeats none that has finished.</summary>
public sealed class WorkflowKillTests(ITestOutputHelper output)
{
    /// <summary>Six steps: three Tasks, a Pass, a Parallel of two Tasks and a Map of two.</summary>
    internal const string SixSteps = """
        {"StartAt":"One","States":{
          "One":{"Type":"Task","Resource":"bot:echo","Parameters":{"name.$":"States.Format('{}-1', $.id)","value":1},"ResultPath":"$.one","Next":"Two"},
          "Two":{"Type":"Task","Resource":"bot:echo","Parameters":{"name.$":"States.Format('{}-2', $.id)","value.$":"$.one.value"},"ResultPath":"$.two","Next":"Three"},
          "Three":{"Type":"Pass","Result":[3,4],"ResultPath":"$.items","Next":"Four"},
          "Four":{"Type":"Parallel","ResultPath":"$.four","Next":"Five","Branches":[
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name.$":"States.Format('{}-A', $.id)"},"End":true}}},
            {"StartAt":"B","States":{"B":{"Type":"Task","Resource":"bot:echo","Parameters":{"name.$":"States.Format('{}-B', $.id)"},"End":true}}}]},
          "Five":{"Type":"Map","ItemsPath":"$.items","ItemSelector":{"id.$":"$.id","item.$":"$$.Map.Item.Value"},"ResultPath":"$.five","Next":"Six","ItemProcessor":{"StartAt":"C","States":{
            "C":{"Type":"Task","Resource":"bot:echo","Parameters":{"name.$":"States.Format('{}-C{}', $.id, $.item)"},"End":true}}}},
          "Six":{"Type":"Task","Resource":"bot:echo","Parameters":{"name.$":"States.Format('{}-6', $.id)"},"ResultSelector":{"name.$":"$.name"},"End":true}}}
        """;

    private static readonly string[] Calls = ["1", "2", "A", "B", "C3", "C4", "6"];

    [Theory]
    [InlineData(20)]
    public Task Runs_LostAtEachCheckpoint_AreNotLostAndRepeatNoStep(int count) => LoseAsync(count);

    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public Task Runs_OneThousandLostAtEachCheckpoint_AreNotLostAndRepeatNoStep() => LoseAsync(1_000);

    private async Task LoseAsync(int count)
    {
        // Each checkpoint of each run is lost once before and once after its commit, as far as it comes to that.
        var seen = new ConcurrentDictionary<(Guid, string, string), int>();
        var losses = 0;
        var start = TimeProvider.System.GetTimestamp();
        await using var host = new DurableHost(options => options.Add("six", SixSteps), (run, checkpoint) =>
        {
            var times = seen.AddOrUpdate((run, checkpoint.Step, Place(checkpoint)), 1, static (_, known) => known + 1);
            if (times <= 2)
            {
                Interlocked.Increment(ref losses);
            }

            return times switch { 1 => Loss.BeforeCommit, 2 => Loss.AfterCommit, _ => Loss.None };
        });
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await host.EnqueueAsync($$"""{"id":"w{{i}}"}""", "six"));
        }

        var ended = new List<StoredRun>();
        foreach (var id in ids)
        {
            ended.Add(await host.EndAsync(id, 600));
        }

        var repeated = host.Calls.Names.GroupBy(static it => it).Count(static it => it.Count() > 1);
        output.WriteLine(
            $"{count} workflows, {losses} losses, {ended.Count(static it => it.Status == BotStatus.Succeeded)} succeeded, {repeated} steps repeated, "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:F1} s");
        foreach (var failed in ended.Where(static it => it.Status != BotStatus.Succeeded).Take(5))
        {
            output.WriteLine($"{failed.Status} {failed.Error?.Code}: {failed.Error?.Message}");
        }

        ended.Should().OnlyContain(static it => it.Status == BotStatus.Succeeded);
        repeated.Should().Be(0);
        host.Calls.Names.Should().BeEquivalentTo(Enumerable.Range(0, count).SelectMany(static i => Calls.Select(call => $"w{i}-{call}")));
    }

    /// <summary>Which step of its frame a checkpoint is: its state, phase and number, but not what differs between repetitions.</summary>
    private static string Place(BotCheckpoint checkpoint)
    {
        using var record = System.Text.Json.JsonDocument.Parse(checkpoint.Json);
        return record.RootElement.TryGetProperty("q", out var number) ? $"{record.RootElement.GetProperty("s")}/{number}/{record.RootElement.GetProperty("p")}" : "input";
    }
}
