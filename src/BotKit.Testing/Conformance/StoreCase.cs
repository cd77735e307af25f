namespace BotKit.Testing.Conformance;

/// <summary>One thing that every store must do.</summary>
/// <param name="Name">Its name, as a test's name.</param>
/// <param name="Needs">What the store must be able to be asked for.</param>
/// <param name="Run">Does it to a fresh store; throws a <see cref="ConformanceException"/> when the store does not keep its contract.</param>
public sealed record StoreCase(string Name, StoreAbilities Needs, Func<StoreUnderTest, CancellationToken, Task> Run)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
