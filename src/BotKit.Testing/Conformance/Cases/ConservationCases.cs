namespace BotKit.Testing.Conformance.Cases;

/// <summary>Random operations of several nodes at once, against a model of who holds what.</summary>
internal static class ConservationCases
{
    public static CaseList All { get; } = new()
    {
        Conservation_UnderRandomOperations_LosesAndDoublesNothing,
        { Conservation_OnTwoNodes_LosesAndDoublesNothing, StoreAbilities.SecondNode },
    };

    private static Task Conservation_UnderRandomOperations_LosesAndDoublesNothing(Bench bench) => RunAsync(bench, bench.Store.Ports);

    private static async Task Conservation_OnTwoNodes_LosesAndDoublesNothing(Bench bench) => await RunAsync(bench, await bench.Store.OpenSecondAsync(bench.Token));

    private static async Task RunAsync(Bench bench, StorePorts second)
    {
        var seed = bench.Store.Seed ?? Random.Shared.Next();
        try
        {
            await new RandomWork(bench, second, seed).RunAsync();
        }
        catch (ConformanceException exception)
        {
            throw new ConformanceException($"{exception.Message} Seed {seed}.", exception);
        }
    }
}
