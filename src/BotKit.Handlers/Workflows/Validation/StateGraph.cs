namespace BotKit.Handlers.Workflows;

/// <summary>Checks where the states of a definition lead.</summary>
internal static class StateGraph
{
    public static void Check(Machine? root, IReadOnlyList<(State State, FieldReader Fields)> states, List<WorkflowProblem> problems)
    {
        var fields = states.ToDictionary(static it => it.State, static it => it.Fields);
        if (root is not null)
        {
            Check(root, "$", fields, [], problems);
        }
    }

    /// <summary>The ways that lead from a state to others of its machine.</summary>
    public static IEnumerable<(string Field, string To)> Ways(State state)
    {
        if (state.Next is { } next)
        {
            yield return ("Next", next);
        }

        for (var i = 0; i < state.Catch.Count; i++)
        {
            yield return ($"Catch[{i}].Next", state.Catch[i].Next);
        }

        if (state is ChoiceState choice)
        {
            for (var i = 0; i < choice.Choices.Count; i++)
            {
                yield return ($"Choices[{i}].Next", choice.Choices[i].Next);
            }

            if (choice.Default is { } otherwise)
            {
                yield return ("Default", otherwise);
            }
        }

        if (state is TaskState { Compensate: { } compensate })
        {
            yield return ("Compensate", compensate);
        }
    }

    private static void Check(Machine machine, string path, Dictionary<State, FieldReader> fields, HashSet<string> outer, List<WorkflowProblem> problems)
    {
        if (!machine.States.ContainsKey(machine.StartAt))
        {
            problems.Add(new WorkflowProblem($"{path}.StartAt", WorkflowProblemCodes.MissingTarget, $"There is no state '{machine.StartAt}' here.", false));
        }

        foreach (var state in machine.States.Values)
        {
            foreach (var (field, to) in Ways(state).Where(it => !machine.States.ContainsKey(it.To)))
            {
                fields[state].Error(field, WorkflowProblemCodes.MissingTarget, $"There is no state '{to}' beside this one.");
            }
        }

        var reached = Reach(machine, [machine.StartAt], static state => Ways(state).Select(static it => it.To));
        foreach (var state in machine.States.Values.Where(it => machine.States.ContainsKey(machine.StartAt) && !reached.Contains(it.Name)))
        {
            fields[state].Error(string.Empty, WorkflowProblemCodes.UnreachableState, $"Nothing leads to the state '{state.Name}'.");
        }

        CheckEnds(machine, fields);
        CheckLoops(machine, fields);
        var variables = machine.States.Values.SelectMany(Assigned).Select(static it => it.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (state, field, name) in machine.States.Values.SelectMany(Assigned).Where(it => outer.Contains(it.Name)))
        {
            fields[state].Error($"{field}.{name}", WorkflowProblemCodes.VariableShadowed, $"The variable '{name}' exists around this branch, which cannot change it.");
        }

        variables.UnionWith(outer);
        foreach (var state in machine.States.Values)
        {
            foreach (var inner in state.Machines)
            {
                Check(inner, fields[state].Path, fields, variables, problems);
            }
        }
    }

    private static IEnumerable<(State State, string Field, string Name)> Assigned(State state)
    {
        IEnumerable<(string Field, PayloadTemplate.Members? Assign)> places =
        [
            ("Assign", state.Assign),
            .. state.Catch.Select(static (it, index) => ($"Catch[{index}].Assign", it.Assign)),
            .. state is ChoiceState choice ? choice.Choices.Select(static (it, index) => ($"Choices[{index}].Assign", it.Assign)) : [],
        ];
        return places.SelectMany(it => it.Assign?.All.Select(member => (state, it.Field, member.Key)) ?? []);
    }

    private static HashSet<string> Reach(Machine machine, IEnumerable<string> from, Func<State, IEnumerable<string>> ways)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(from);
        while (next.TryPop(out var name))
        {
            if (machine.States.TryGetValue(name, out var state) && reached.Add(name))
            {
                foreach (var way in ways(state))
                {
                    next.Push(way);
                }
            }
        }

        return reached;
    }

    private static void CheckEnds(Machine machine, Dictionary<State, FieldReader> fields)
    {
        var back = machine.States.Values
            .SelectMany(state => Ways(state).Where(static it => it.Field != "Compensate").Select(it => (it.To, From: state.Name)))
            .ToLookup(static it => it.To, static it => it.From, StringComparer.Ordinal);
        var ending = Reach(machine, machine.States.Values.Where(static it => it.IsEnd).Select(static it => it.Name), state => back[state.Name]);
        foreach (var state in machine.States.Values.Where(it => !ending.Contains(it.Name) && Ways(it).All(way => machine.States.ContainsKey(way.To)) && Ways(it).Any()))
        {
            fields[state].Error(string.Empty, WorkflowProblemCodes.NoEnd, $"Nothing leads from the state '{state.Name}' to an end.");
        }
    }

    /// <summary>Warns once for each group of states that lead to each other without a Wait.</summary>
    private static void CheckLoops(Machine machine, Dictionary<State, FieldReader> fields)
    {
        var groups = StateLoops.Find(machine, On);
        var told = new HashSet<int>();
        foreach (var state in machine.States.Values)
        {
            if (groups.TryGetValue(state.Name, out var group) && told.Add(group))
            {
                fields[state].Warn(string.Empty, WorkflowProblemCodes.EndlessLoop, $"The state '{state.Name}' leads back to itself without a Wait.");
            }
        }

        static IEnumerable<string> On(State state)
            => IsWait(state) ? [] : Ways(state).Where(static it => it.Field != "Compensate").Select(static it => it.To);

        static bool IsWait(State state) => state is WaitState or TaskState { Scheme: SignalTask.Scheme };
    }
}
