using System.Text.Json.Nodes;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Bars of the issue: status, output and error name as they were recorded on AWS; the compensation cases.</summary>
public sealed class WorkflowBarsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task AslCore_EveryMachine_EndsAsRecordedOnAws()
    {
        var machines = JsonNode.Parse(await File.ReadAllTextAsync(TestData.Path("workflow/asl_core.json"), TestContext.Current.CancellationToken))!.AsArray();
        await using var host = new WorkflowHost(options =>
        {
            for (var i = 0; i < machines.Count; i++)
            {
                options.Add($"m{i}", machines[i]!["definition"]!.ToJsonString());
            }
        });
        var ends = await Task.WhenAll(machines.Select((machine, i) => host.RunAsync(machine!["input"]?.ToJsonString() ?? "null", $"m{i}")));
        var wrong = 0;
        for (var i = 0; i < machines.Count; i++)
        {
            var machine = machines[i]!;
            var end = ends[i];
            var fits = (string)machine["status"]! == "SUCCEEDED"
                ? end.Succeeded && JsonNode.DeepEquals(end.Output, machine["output"])
                : !end.Succeeded && end.Error == (string?)machine["error"];
            wrong += fits ? 0 : 1;
            output.WriteLine($"{(fits ? "ok   " : "WRONG")} {machine["name"]}: {(end.Succeeded ? end.OutputText : $"{end.Error}: {end.Result.Error!.Message}")}");
        }

        output.WriteLine($"{machines.Count - wrong} of {machines.Count} as recorded on AWS (bar: all; AWS itself 100 %)");
        machines.Count.Should().Be(30);
        wrong.Should().Be(0);
    }
}
