using System.Collections;
using System.Runtime.CompilerServices;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Collects cases under the names of their methods.</summary>
internal sealed class CaseList : IEnumerable<StoreCase>
{
    private readonly List<StoreCase> _cases = [];

    public void Add(Func<Bench, Task> body, [CallerArgumentExpression(nameof(body))] string name = "")
        => Add(body, StoreAbilities.None, name);

    public void Add(Func<Bench, Task> body, StoreAbilities needs, [CallerArgumentExpression(nameof(body))] string name = "")
        => _cases.Add(new StoreCase(name, needs, (store, cancellationToken) => body(new Bench(store, cancellationToken))));

    public IEnumerator<StoreCase> GetEnumerator() => _cases.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
