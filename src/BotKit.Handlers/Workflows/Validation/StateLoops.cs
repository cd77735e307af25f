namespace BotKit.Handlers.Workflows;

/// <summary>Finds the groups of states that lead to each other, in one pass over all ways (Tarjan), without recursion.</summary>
internal sealed class StateLoops
{
    private readonly Machine _machine;
    private readonly Func<State, IEnumerable<string>> _ways;
    private readonly Dictionary<string, (int Number, int Low)> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Stack<string> _path = new();
    private readonly Stack<(string Name, IEnumerator<string> Ways)> _calls = new();

    private StateLoops(Machine machine, Func<State, IEnumerable<string>> ways) => (_machine, _ways) = (machine, ways);

    /// <returns>The number of the group of each state that leads back to itself; others are not in it.</returns>
    public static IReadOnlyDictionary<string, int> Find(Machine machine, Func<State, IEnumerable<string>> ways)
    {
        var loops = new StateLoops(machine, ways);
        foreach (var name in machine.States.Keys.Where(it => !loops._seen.ContainsKey(it)))
        {
            loops.Visit(name);
        }

        return loops._groups;
    }

    private void Visit(string start)
    {
        Enter(start);
        while (_calls.TryPeek(out var call))
        {
            if (!call.Ways.MoveNext())
            {
                Leave();
            }
            else if (call.Ways.Current is var to && _machine.States.ContainsKey(to))
            {
                if (!_seen.TryGetValue(to, out var known))
                {
                    Enter(to);
                }
                else if (_open.Contains(to))
                {
                    Lower(call.Name, known.Number);
                }
            }
        }
    }

    private void Enter(string name)
    {
        _seen[name] = (_seen.Count, _seen.Count);
        _path.Push(name);
        _open.Add(name);
        _calls.Push((name, _ways(_machine[name]).GetEnumerator()));
    }

    private void Leave()
    {
        var (name, ways) = _calls.Pop();
        ways.Dispose();
        var (number, low) = _seen[name];
        if (_calls.TryPeek(out var outer))
        {
            Lower(outer.Name, low);
        }

        if (low != number)
        {
            return;
        }

        var isLoop = _path.Peek() != name || _ways(_machine[name]).Contains(name, StringComparer.Ordinal);
        string member;
        do
        {
            member = _path.Pop();
            _open.Remove(member);
            if (isLoop)
            {
                _groups[member] = number;
            }
        }
        while (member != name);
    }

    private void Lower(string name, int to) => _seen[name] = _seen[name] with { Low = Math.Min(_seen[name].Low, to) };
}
