using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>The bot's operations as a caller over HTTP sees them.</summary>
public sealed class WorkflowBotTests
{
    private const string Simple = """
        {"Comment":"two states","StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"a"},"Next":"B"},"B":{"Type":"Pass","End":true}}}
        """;

    [Fact]
    public async Task List_TellsTheWorkflows()
    {
        await using var host = WorkflowHost.Of(Simple);
        var listing = (WorkflowListing)(await RunAsync(host, """{"operation":"list"}""")).Data!;
        listing.Workflows.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "test", Comment = "two states", States = 2, Resources = new[] { "bot:echo" } });
    }

    [Fact]
    public async Task Validate_DefinitionOfTheInput_TellsWhatIsWrongAndRunsNothing()
    {
        await using var host = WorkflowHost.Of(Simple);
        var validation = (WorkflowValidation)(await RunAsync(host, """{"operation":"validate","definition":{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:none","End":true}}}}""")).Data!;
        validation.IsValid.Should().BeFalse();
        validation.Problems.Should().ContainSingle().Which.Path.Should().Be("$.States.A.Resource");
        host.Calls.Names.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_DryRun_PlansAndRunsNothing()
    {
        await using var host = WorkflowHost.Of(Simple);
        var result = await host.Manager.RunAsync(WorkflowHost.Request("{}", dryRun: true));
        var outcome = (WorkflowOutcome)result.Data!;
        outcome.DryRun.Should().BeTrue();
        outcome.Plan!.Select(static it => $"{it.Name} {it.Type} {it.Resource} {string.Join(",", it.Next)}").Should().Equal("A Task bot:echo B", "B Pass  ");
        host.Calls.Names.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_DefinitionsVersion_IsTheSameForTheSameText()
    {
        await using var one = WorkflowHost.Of(Simple);
        await using var two = WorkflowHost.Of(Simple.Replace(",", " ,\n", StringComparison.Ordinal));
        await using var other = WorkflowHost.Of(Simple.Replace("two", "2", StringComparison.Ordinal));
        var versions = new List<string>();
        foreach (var host in new[] { one, two, other })
        {
            versions.Add(((WorkflowOutcome)(await host.RunAsync()).Result.Data!).Version);
        }

        versions[1].Should().Be(versions[0]);
        versions[2].Should().NotBe(versions[0]);
    }

    [Theory]
    [InlineData("""{"operation":"start","workflow":"none"}""", "workflow_unknown")]
    [InlineData("""{"operation":"start","workflow":"test","version":"0123456789abcdef"}""", "workflow_version_unknown")]
    [InlineData("""{"operation":"start","workflow":"test","fromRun":"019b8d2c-0130-75cc-95c7-465bf28015ef"}""", "workflow_not_restartable")]
    [InlineData("""{"operation":"validate","workflow":"none"}""", "workflow_unknown")]
    public async Task Run_WhatIsNotThere_FailsAsData(string input, string code)
    {
        await using var host = WorkflowHost.Of(Simple);
        var result = await RunAsync(host, input);
        result.Error!.Code.Should().Be(code);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
    }

    [Theory]
    [InlineData("""{"operation":"start"}""")]
    [InlineData("""{"operation":"start","workflow":""}""")]
    [InlineData("""{"operation":"start","workflow":"test","version":"../x"}""")]
    [InlineData("""{"operation":"start","workflow":"test","fromState":"A"}""")]
    [InlineData("""{"operation":"start","workflow":"test","definition":{}}""")]
    [InlineData("""{"operation":"validate"}""")]
    [InlineData("""{"operation":"validate","workflow":"test","definition":{}}""")]
    [InlineData("""{"operation":"eval"}""")]
    public async Task Run_InputThatIsNone_IsInvalid(string input)
    {
        await using var host = WorkflowHost.Of(Simple);
        (await RunAsync(host, input)).Status.Should().Be(BotStatus.Invalid);
    }

    [Fact]
    public async Task Start_InputsOfAllKinds_ComeToTheFirstState()
    {
        await using var host = WorkflowHost.Of("""{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""");
        foreach (var input in new[] { "5", "\"x\"", "[1,null]", "{\"a\":{\"b\":1.50}}" })
        {
            (await host.RunAsync(input)).OutputText.Should().Be(input);
        }
    }

    [Fact]
    public async Task Start_Canceled_EndsAtOnce()
    {
        await using var host = WorkflowHost.Of("""{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1000,"End":true}}}""");
        using var cancel = new CancellationTokenSource();
        var run = host.RunAsync(cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        (await run.WaitAsync(TimeSpan.FromSeconds(5))).Result.Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task Schema_TellsTheOperations()
    {
        await using var host = WorkflowHost.Of(Simple);
        var schema = JsonNode.Parse(host.Manager.Find("workflow")!.InputSchema!.Value.GetRawText())!;
        schema["oneOf"]!.AsArray().Should().HaveCount(3);
        JsonSerializer.SerializeToElement((await host.RunAsync()).Result.Data, host.Manager.Find("workflow")!.ResultJson!).GetProperty("operation").GetString().Should().Be("start");
    }

    private static async Task<BotResult> RunAsync(WorkflowHost host, string input)
        => await host.Manager.RunAsync(BotRequest.FromJson("workflow", Encoding.UTF8.GetBytes(input), BotTrigger.Http));
}
