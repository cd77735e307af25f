using BotKit.Testing.Conformance;

namespace BotKit.Storage.Tests.PostgreSql;

public sealed class PostgresConformanceTests
{
    public static TheoryData<string> Cases => [.. StoreConformance.CasesFor(PostgresStore.Supported).Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task PostgreSql_Case_Conforms(string name)
    {
        await using var store = await PostgresStore.CreateAsync();

        var run = () => StoreConformance.RunAsync(name, store, TestContext.Current.CancellationToken);

        await run.Should().NotThrowAsync();
    }
}
