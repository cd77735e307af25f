namespace BotKit.Handlers.Workflows;

/// <summary>Reads the states of a definition, and those inside them.</summary>
internal sealed class StateReader(TaskResources resources)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(State State, FieldReader Fields)> _all = [];
    private int _depth;

    public TaskResources Resources => resources;

    /// <summary>What was read so far: a Parallel or Map before what is inside it.</summary>
    public IReadOnlyList<(State State, FieldReader Fields)> All => _all;

    public Machine? Machine(FieldReader fields)
    {
        var startAt = fields.Text("StartAt", isRequired: true);
        var inner = fields.Inner("States", isRequired: true);
        if (inner is null)
        {
            return null;
        }

        if (_depth == WorkflowDefaults.MaxNesting)
        {
            fields.Error("States", WorkflowProblemCodes.TooLarge, $"Parallel and Map nest at most {WorkflowDefaults.MaxNesting} deep.");
            return null;
        }

        _depth++;
        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        if (inner.Members.Count == 0)
        {
            fields.Invalid("States", "an object with at least one state");
        }

        foreach (var (name, _) in inner.Members)
        {
            if (inner.Inner(name) is { } state && Read(name, state) is { } read)
            {
                states[name] = read;
            }
        }

        _depth--;
        return startAt is null ? null : new Machine { StartAt = startAt, States = states };
    }

    private State? Read(string name, FieldReader fields)
    {
        if (name.Length is 0 or > WorkflowDefaults.MaxStateName)
        {
            fields.Error(string.Empty, WorkflowProblemCodes.InvalidValue, $"A state's name has 1 to {WorkflowDefaults.MaxStateName} characters.");
        }

        if (!_names.Add(name))
        {
            fields.Error(string.Empty, WorkflowProblemCodes.DuplicateName, $"Another state is called '{name}', too.");
        }

        if (_names.Count > WorkflowDefaults.MaxStates)
        {
            if (_names.Count == WorkflowDefaults.MaxStates + 1)
            {
                fields.Error(string.Empty, WorkflowProblemCodes.TooLarge, $"A workflow has at most {WorkflowDefaults.MaxStates} states.");
            }

            return null;
        }

        DefinitionReader.QueryLanguage(fields);
        var at = _all.Count;
        if (StateTypes.Read(name, fields, this) is not { } state)
        {
            return null;
        }

        _all.Insert(at, (state, fields));
        for (var branch = 0; branch < state.Machines.Count; branch++)
        {
            foreach (var inner in state.Machines[branch].States.Values)
            {
                inner.Parent = state;
                inner.Branch = branch;
            }
        }

        fields.End();
        return state;
    }
}
