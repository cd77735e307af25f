namespace BotKit.Handlers.Workflows;

/// <summary>Reads the states that have machines inside.</summary>
internal static class ForkReader
{
    private static readonly string[] NotHere = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];

    public static ParallelState Parallel(string name, FieldReader fields, StateReader states)
    {
        var (next, end) = StateTypes.Way(fields);
        var branches = new List<Machine>();
        foreach (var branch in fields.List("Branches", isRequired: true))
        {
            branch.Text("Comment");
            if (states.Machine(branch) is { } machine)
            {
                branches.Add(machine);
            }

            branch.End();
        }

        return new ParallelState
        {
            Name = name,
            Next = next,
            End = end,
            Comment = fields.Text("Comment"),
            Assign = StateTypes.Assign(fields),
            Branches = branches,
            InputPath = fields.Field("InputPath"),
            OutputPath = fields.Field("OutputPath"),
            ResultPath = fields.Field("ResultPath", isReference: true),
            Parameters = fields.Payload("Parameters"),
            ResultSelector = fields.Payload("ResultSelector"),
            Retry = ErrorReader.Retry(fields),
            Catch = ErrorReader.Catch(fields),
        };
    }

    public static MapState? Map(string name, FieldReader fields, StateReader states)
    {
        var (next, end) = StateTypes.Way(fields);
        foreach (var field in NotHere.Where(fields.Has))
        {
            fields.TryNode(field, out _);
            fields.Error(field, WorkflowProblemCodes.NotSupported, "A Map runs inside the workflow, over an array of its data.");
        }

        var selector = fields.Has("ItemSelector") ? "ItemSelector" : "Parameters";
        var inner = fields.Inner(fields.Has("Iterator") && !fields.Has("ItemProcessor") ? "Iterator" : "ItemProcessor", isRequired: true);
        if (inner is null)
        {
            return null;
        }

        var isDistributed = IsDistributed(inner);
        inner.Text("Comment");
        var machine = states.Machine(inner);
        inner.End();
        var map = new MapState
        {
            Name = name,
            Next = next,
            End = end,
            Comment = fields.Text("Comment"),
            Assign = StateTypes.Assign(fields),
            Processor = machine!,
            IsDistributed = isDistributed,
            InputPath = fields.Field("InputPath"),
            OutputPath = fields.Field("OutputPath"),
            ResultPath = fields.Field("ResultPath", isReference: true),
            ItemSelector = fields.Payload(selector),
            ResultSelector = fields.Payload("ResultSelector"),
            ItemsPath = fields.Has("ItemsPath") ? fields.RequiredPath("ItemsPath") : null,
            MaxConcurrency = Number(fields, "MaxConcurrency", int.MaxValue, isWhole: true),
            ToleratedCount = Number(fields, "ToleratedFailureCount", int.MaxValue, isWhole: true),
            ToleratedPercentage = Number(fields, "ToleratedFailurePercentage", 100, isWhole: false),
            Retry = ErrorReader.Retry(fields),
            Catch = ErrorReader.Catch(fields),
        };
        return machine is null ? null : map;
    }

    private static bool IsDistributed(FieldReader processor)
    {
        if (processor.Inner("ProcessorConfig") is not { } config)
        {
            return false;
        }

        var mode = config.Text("Mode");
        config.Text("ExecutionType");
        config.End();
        if (mode is not (null or "INLINE" or "DISTRIBUTED"))
        {
            config.Invalid("Mode", "INLINE or DISTRIBUTED");
        }
        else if (mode == "DISTRIBUTED")
        {
            config.Warn("Mode", WorkflowProblemCodes.DoneOtherwise, "A distributed Map runs inside the workflow here.");
        }

        return mode == "DISTRIBUTED";
    }

    private static NumberField? Number(FieldReader fields, string name, double most, bool isWhole)
    {
        if (fields.Has(name) && fields.Has(name + "Path"))
        {
            fields.Error(name, WorkflowProblemCodes.InvalidValue, $"A Map has {name} or {name}Path, not both.");
        }

        return fields.Has(name + "Path") ? new NumberField(null, fields.RequiredPath(name + "Path"))
            : (isWhole ? fields.Whole(name, 0, (long)most) : fields.Number(name, 0, most)) is { } number ? new NumberField(number, null)
            : null;
    }
}
