using System.Collections;
using BotKit.Pipeline;

namespace BotKit.Core.Tests.Pipeline;

public class RunLogScopeTests
{
    [Fact]
    public void Scope_IsAListOfIdAndBot()
    {
        var id = new Guid("0193a000-0000-7000-8000-000000000001");
        var scope = new RunLogScope(id, "lead");
        KeyValuePair<string, object?>[] expected = [new("ExecutionId", id), new("Bot", "lead")];

        scope.Should().Equal(expected);
        scope.Count.Should().Be(2);
        ((IEnumerable)scope).Cast<object>().Should().HaveCount(2);
        scope.Invoking(list => list[2]).Should().Throw<ArgumentOutOfRangeException>();
        scope.ToString().Should().Be($"Run {id} of lead");
    }
}
