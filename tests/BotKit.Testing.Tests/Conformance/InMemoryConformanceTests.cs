using BotKit.Testing.Conformance;

namespace BotKit.Testing.Tests.Conformance;

public sealed class InMemoryConformanceTests
{
    public static TheoryData<string> Cases => [.. StoreConformance.CasesFor(StoreAbilities.Clock | StoreAbilities.Leases).Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task InMemory_Case_Conforms(string name)
    {
        await using var store = new InMemoryStore();

        var run = () => StoreConformance.RunAsync(name, store, TestContext.Current.CancellationToken);

        await run.Should().NotThrowAsync();
    }
}
