using System.Collections;
using BotKit.Core.Tests.Scripted;
using BotKit.Pipeline;
using BotKit.Testing;

namespace BotKit.Core.Tests.Pipeline;

public class RunLogScopeTests
{
    [Fact]
    public async Task Scope_IsAListOfIdAndBot()
    {
        await using var host = Hosts.Of(Script.Return());
        var run = (BotRun)host.CreateContext("go");
        var scope = new RunLogScope(run);
        KeyValuePair<string, object?>[] expected = [new("ExecutionId", run.ExecutionId), new("Bot", Hosts.Bot)];

        scope.Should().Equal(expected);
        scope.Count.Should().Be(2);
        ((IEnumerable)scope).Cast<object>().Should().HaveCount(2);
        scope.Invoking(list => list[2]).Should().Throw<ArgumentOutOfRangeException>();
        scope.ToString().Should().Be($"Run {run.ExecutionId} of scripted");
    }
}
