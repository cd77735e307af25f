using BotKit.Testing.Conformance.Cases;

namespace BotKit.Testing.Conformance;

/// <summary>
/// The contract of a store, case by case. A store's author runs every case that his store's abilities allow, each against a
/// fresh <see cref="StoreUnderTest"/>, from whatever test framework.
/// </summary>
public static class StoreConformance
{
    private static readonly IReadOnlyDictionary<string, StoreCase> ByName = Collect().ToDictionary(each => each.Name, StringComparer.Ordinal);

    /// <summary>All cases.</summary>
    public static IReadOnlyCollection<StoreCase> Cases { get; } = [.. ByName.Values];

    /// <summary>The cases for a store with certain abilities.</summary>
    /// <param name="abilities">What the store can be asked for.</param>
    public static IEnumerable<StoreCase> CasesFor(StoreAbilities abilities) => Cases.Where(each => (each.Needs & ~abilities) == 0);

    /// <summary>Runs one case.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="store">A fresh store.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ConformanceException">The store does not keep its contract.</exception>
    /// <exception cref="ArgumentException">There is no case of that name, or the store lacks an ability that it needs.</exception>
    public static Task RunAsync(string name, StoreUnderTest store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!ByName.TryGetValue(name, out var found))
        {
            throw new ArgumentException($"There is no case '{name}'.", nameof(name));
        }

        return (found.Needs & ~store.Abilities) == 0
            ? found.Run(store, cancellationToken)
            : throw new ArgumentException($"Case '{name}' needs {found.Needs & ~store.Abilities} of the store.", nameof(store));
    }

    private static IEnumerable<StoreCase> Collect() =>
    [
        .. EnqueueCases.All, .. EnqueueKeyCases.All, .. EnqueueDurabilityCases.All,
        .. ClaimCases.All, .. ClaimOrderCases.All, .. ClaimGateCases.All, .. ClaimLimitCases.All, .. ClaimTimeCases.All,
        .. FenceCases.All, .. EndCases.All, .. DirectRunCases.All, .. WaitCases.All,
        .. ReleaseCases.All, .. RecoveryCases.All, .. DirectRecoveryCases.All, .. LeaseCases.All,
        .. CancelCases.All, .. WakeCases.All, .. ReplayCases.All, .. EraseCases.All,
        .. ListCases.All, .. RollupCases.All, .. LogCases.All,
        .. StateCases.All, .. AlertAuditCases.All, .. AlertRaiseCases.All, .. AlertHandlingCases.All, .. CheckpointCases.All, .. DataCases.All, .. RetentionCases.All,
        .. ScheduleCases.All, .. FireCases.All, .. FireStepCases.All, .. FireViewCases.All, .. FireRaceCases.All, .. OccurrenceCases.All, .. ScheduleRunCases.All,
        .. ConservationCases.All,
    ];
}
