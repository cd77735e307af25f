using System.Text;
using BotKit.Handlers.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Static validation lists everything that is wrong with a definition, each with its place.</summary>
public sealed class ValidationTests
{
    [Theory]
    [InlineData("x", "malformed $")]
    [InlineData("[]", "malformed $")]
    [InlineData("""{"StartAt":"A","StartAt":"A","States":{}}""", "malformed $")]
    [InlineData("""{"StartAt":"\ud800","States":{"A":{"Type":"Pass","Result":"\udc00","End":true}}}""", "malformed $")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","ResultPath":"$$.x","Next":"B"},"B":{"Type":"Pass","ResultPath":"$v.x","Next":"C"},"C":{"Type":"Task","Resource":"bot:echo","TimeoutSecondsPath":"$v.x","ResultPath":"$v","End":true}}}""",
        "invalid_path $.States.A.ResultPath, invalid_path $.States.B.ResultPath, invalid_path $.States.C.ResultPath")]
    [InlineData("{}", "missing_field $.StartAt, missing_field $.States")]
    [InlineData("""{"StartAt":"A","States":{}}""", "invalid_value $.States, missing_target $.StartAt")]
    [InlineData("""{"StartAt":"B","States":{"A":{"Type":"Succeed"}}}""", "missing_target $.StartAt")]
    [InlineData("""{"StartAt":"A","Version":"2.0","QueryLanguage":"JSONata","What":1,"States":{"A":{"Type":"Succeed"}}}""", "not_supported $.Version, not_supported $.QueryLanguage, unknown_field $.What")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Nothing"}}}""", "invalid_value $.States.A.Type, missing_target $.StartAt")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass"}}}""", "missing_field $.States.A")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A","End":true}}}""", "invalid_value $.States.A, endless_loop $.States.A")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}""", "missing_target $.States.A.Next")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","End":true},"B":{"Type":"Pass","End":true},"C":{"Type":"Pass","Next":"B"}}}""", "unreachable_state $.States.B, unreachable_state $.States.C")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}""", "no_end $.States.A, no_end $.States.B, endless_loop $.States.A")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1,"Next":"B"},"B":{"Type":"Choice","Choices":[{"Variable":"$.x","IsPresent":true,"Next":"C"}],"Default":"A"},"C":{"Type":"Succeed"}}}""", "")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Choice","Choices":[{"Variable":"$.x","IsPresent":true,"Next":"C"}],"Default":"A"},"C":{"Type":"Succeed"}}}""", "endless_loop $.States.A")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"a","OutputPath":"$.a.length()","ResultPath":"$.a[*]","Parameters":{"x.$":"$.","y.$":5,"z.$":"States.No()"},"End":true}}}""",
        "invalid_path $.States.A.InputPath, invalid_path $.States.A.OutputPath, invalid_path $.States.A.ResultPath, invalid_path $.States.A.Parameters.x.$, invalid_path $.States.A.Parameters.y.$, invalid_intrinsic $.States.A.Parameters.z.$")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"lambda:x","End":true}}}""", "unknown_resource $.States.A.Resource")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Task","End":true}}}""", "missing_field $.States.A.Resource")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:none","TimeoutSeconds":5,"HeartbeatSeconds":9,"End":true}}}""", "invalid_value $.States.A.HeartbeatSeconds, invalid_resource $.States.A.Resource, done_otherwise $.States.A.Resource")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"workflow:none","End":true}}}""", "invalid_resource $.States.A.Resource")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"signal:a b","End":true}}}""", "invalid_resource $.States.A.Resource")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Compensate":"B","Credentials":{},"End":true}}}""", "not_supported $.States.A.Credentials, missing_target $.States.A.Compensate")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Retry":[{"ErrorEquals":["States.ALL"]},{"ErrorEquals":["States.X"],"IntervalSeconds":0,"BackoffRate":0.5,"MaxAttempts":-1,"MaxDelaySeconds":1,"JitterStrategy":"SOME"}],"Catch":[{"ErrorEquals":["States.ALL","x"],"Next":"B"},{"ErrorEquals":[]}],"End":true}}}""",
        "invalid_value $.States.A.Retry[0].ErrorEquals, invalid_value $.States.A.Retry[1].JitterStrategy, unknown_error $.States.A.Retry[1].ErrorEquals, invalid_value $.States.A.Retry[1].IntervalSeconds, invalid_value $.States.A.Retry[1].MaxAttempts, invalid_value $.States.A.Retry[1].BackoffRate, invalid_value $.States.A.Retry[1].MaxDelaySeconds, invalid_value $.States.A.Catch[0].ErrorEquals, invalid_value $.States.A.Catch[1].ErrorEquals, missing_field $.States.A.Catch[1].Next, missing_target $.States.A.Catch[0].Next")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.x","Next":"B"},{"Variable":"$.x","NumericEquals":"1","Next":"B"},{"NumericEquals":1,"Next":"B"},{"Variable":"$.x","TimestampEquals":"now","Next":"B"},{"Variable":"$.x","IsNull":true,"IsString":true,"Next":"B"}]},"B":{"Type":"Succeed"}}}""",
        "missing_field $.States.A.Choices[0], invalid_value $.States.A.Choices[1].NumericEquals, missing_field $.States.A.Choices[2].Variable, unknown_field $.States.A.Choices[2].NumericEquals, invalid_value $.States.A.Choices[3].TimestampEquals, missing_field $.States.A.Choices[4], unknown_field $.States.A.Choices[4].IsNull, unknown_field $.States.A.Choices[4].IsString, unreachable_state $.States.B")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Wait","End":true}}}""", "missing_field $.States.A")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1,"Timestamp":"x","End":true}}}""", "missing_field $.States.A, invalid_value $.States.A.Timestamp")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"a","ErrorPath":"$.a"}}}""", "invalid_value $.States.A.Error")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"0a":1,"states":2,"ok":3},"End":true}}}""", "invalid_value $.States.A.Assign.0a, invalid_value $.States.A.Assign.states")]
    [InlineData("""{"StartAt":"P","States":{"P":{"Type":"Parallel","Assign":{"x":1},"Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"x":2},"End":true}}},{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}],"End":true}}}""",
        "duplicate_name $.States.P.Branches[1].States.A, variable_shadowed $.States.P.Branches[0].States.A.Assign.x")]
    [InlineData("""{"StartAt":"M","States":{"M":{"Type":"Map","ItemReader":{},"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"ToleratedFailurePercentage":101,"End":true}}}""",
        "not_supported $.States.M.ItemReader, done_otherwise $.States.M.ItemProcessor.ProcessorConfig.Mode, invalid_value $.States.M.ToleratedFailurePercentage")]
    [InlineData("""{"StartAt":"M","States":{"M":{"Type":"Map","End":true}}}""", "missing_field $.States.M.ItemProcessor, missing_target $.StartAt")]
    public async Task Check_Definition_ListsAllThatIsWrong(string definition, string expected)
    {
        await using var host = new WorkflowHost(static _ => { });
        var problems = host.Services.GetRequiredService<WorkflowCatalog>().Check("test", Encoding.UTF8.GetBytes(definition), out var read);
        string.Join(", ", problems.Select(static it => $"{it.Code} {it.Path}").Order(StringComparer.Ordinal))
            .Should().Be(string.Join(", ", expected.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));
        (read is not null).Should().Be(problems.All(static it => it.IsWarning));
        problems.Where(static it => !it.Message.EndsWith('.')).Should().BeEmpty();
    }

    [Fact]
    public async Task Check_DefinitionThatIsTooLargeOrDeep_IsRefused()
    {
        await using var host = new WorkflowHost(static _ => { });
        var catalog = host.Services.GetRequiredService<WorkflowCatalog>();
        var deep = """{"Type":"Pass","End":true}""";
        for (var i = 0; i < 12; i++)
        {
            deep = """{"Type":"Map","ItemProcessor":{"StartAt":"S""" + i + "\",\"States\":{\"S" + i + "\":" + deep + "}},\"End\":true}";
        }

        Codes("""{"StartAt":"S","States":{"S":""" + deep + "}}").Should().Contain("too_large");
        var many = string.Join(',', Enumerable.Range(0, 2_001).Select(static i => $"\"S{i}\":{{\"Type\":\"Pass\",{(i == 2_000 ? "\"End\":true" : $"\"Next\":\"S{i + 1}\"")}}}"));
        Codes("""{"StartAt":"S0","States":{""" + many + "}}")
            .Should().Contain("too_large");
        Codes("\"" + new string('x', 1 << 20) + "\"").Should().Equal("too_large");

        IEnumerable<string> Codes(string text) => catalog.Check("test", Encoding.UTF8.GetBytes(text), out _).Select(static it => it.Code);
    }

    [Fact]
    public async Task Check_ManyLoopsInARow_TakesTimeThatGrowsWithTheStates()
    {
        // A0 <-> B0 -> A1 <-> B1 -> ...: a group of two states each, reachable from all before it.
        await using var host = new WorkflowHost(static _ => { });
        var states = Enumerable.Range(0, 999).Select(static i =>
            $$"""
            "A{{i}}":{"Type":"Pass","Next":"B{{i}}"},"B{{i}}":{"Type":"Choice","Choices":[{"Variable":"$.x","IsPresent":true,"Next":"A{{i}}"}],"Default":"A{{i + 1}}"}
            """);
        var text = Encoding.UTF8.GetBytes("""{"StartAt":"A0","States":{""" + string.Join(',', states) + ""","A999":{"Type":"Succeed"}}}""");
        var start = TimeProvider.System.GetTimestamp();
        var problems = host.Services.GetRequiredService<WorkflowCatalog>().Check("test", text, out var read);
        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(3));
        read.Should().NotBeNull();
        problems.Select(static it => $"{it.Code} {it.Path}").Should().Equal(Enumerable.Range(0, 999).Select(static i => $"endless_loop $.States.A{i}"));
    }

    [Fact]
    public async Task Start_DefinitionThatCannotRun_StopsTheHostWithAllThatIsWrong()
    {
        await using var host = new WorkflowHost(static options => options
            .Add("one", """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:none","End":true}}}""")
            .Add("two", """{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}"""));
        var start = () => host.Services.GetServices<IBotLifecycle>().OfType<WorkflowStartup>().Single().StartAsync(default).AsTask();
        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should()
            .Equal("Workflow 'one', $.States.A.Resource: There is no bot 'none'.", "Workflow 'two', $.States.A.Next: There is no state 'B' beside this one.");
    }
}
