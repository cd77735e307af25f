using BotKit.Testing.Conformance;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteConformanceTests
{
    // Both nodes of the second-node cases live in this process: nobody else writes, and the store says so.
    public static TheoryData<string> Cases
        => [.. StoreConformance.CasesFor(SqliteStore.Supported).Select(each => each.Name).Where(name => name != "State_OnAnotherNode_IsSeen")];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Sqlite_Case_Conforms(string name)
    {
        await using var store = new SqliteStore();

        var run = () => StoreConformance.RunAsync(name, store, TestContext.Current.CancellationToken);

        await run.Should().NotThrowAsync();
    }
}
