using BotKit.Core.Tests.Scripted;
using BotKit.Testing;

namespace BotKit.Core.Tests.Execution;

/// <summary>What a shared state store is not bothered with.</summary>
public sealed class QuietStoreTests : IAsyncDisposable
{
    private readonly TwoNodes _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task RunAsync_DecidesNothingAndIsNoProbe_AsksTheStoreNothing()
    {
        _nodes.OnA = Script.Throw(Failures.Warning);
        await _nodes.A.Start("go");
        var before = (_nodes.Store.Reads, _nodes.Store.Writes);

        await _nodes.A.Start("go");

        (_nodes.Store.Reads, _nodes.Store.Writes).Should().Be(before);
    }
}
