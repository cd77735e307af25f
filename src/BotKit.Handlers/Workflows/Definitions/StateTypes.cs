namespace BotKit.Handlers.Workflows;

/// <summary>Reads a state by its type.</summary>
internal static class StateTypes
{
    public static State? Read(string name, FieldReader fields, StateReader states)
    {
        switch (fields.Text("Type", isRequired: true))
        {
            case "Pass":
                return Pass(name, fields);
            case "Task":
                return TaskReader.Read(name, fields, states.Resources);
            case "Choice":
                return ChoiceReader.Read(name, fields);
            case "Wait":
                return Wait(name, fields);
            case "Succeed":
                return new SucceedState
                {
                    Name = name,
                    Comment = fields.Text("Comment"),
                    InputPath = fields.Field("InputPath"),
                    OutputPath = fields.Field("OutputPath"),
                };
            case "Fail":
                return Fail(name, fields);
            case "Parallel":
                return ForkReader.Parallel(name, fields, states);
            case "Map":
                return ForkReader.Map(name, fields, states);
            case null:
                return null;
            default:
                fields.Invalid("Type", "Task, Choice, Parallel, Map, Wait, Pass, Succeed or Fail");
                return null;
        }
    }

    /// <summary>Next or End, one of them.</summary>
    public static (string? Next, bool End) Way(FieldReader fields)
    {
        var next = fields.Text("Next");
        var end = fields.Flag("End");
        if ((next is null) != end && !(fields.Has("Next") && next is null))
        {
            fields.Error(string.Empty, next is null ? WorkflowProblemCodes.MissingField : WorkflowProblemCodes.InvalidValue, "A state has Next, or \"End\": true.");
        }

        return (next, end);
    }

    public static PayloadTemplate.Members? Assign(FieldReader fields)
    {
        if (!fields.Has("Assign"))
        {
            return null;
        }

        if (fields.Payload("Assign") is not PayloadTemplate.Members assign)
        {
            fields.Invalid("Assign", "an object");
            return null;
        }

        foreach (var (name, _) in assign.All.Where(static it => !VariableName.IsValid(it.Key)))
        {
            fields.Error($"Assign.{name}", WorkflowProblemCodes.InvalidValue, "A variable is called by a letter or '_' and up to 79 letters, digits and '_', and not 'states'.");
        }

        return assign;
    }

    private static PassState Pass(string name, FieldReader fields)
    {
        var (next, end) = Way(fields);
        var hasResult = fields.TryNode("Result", out var result);
        return new PassState
        {
            Name = name,
            Next = next,
            End = end,
            HasResult = hasResult,
            Result = result,
            Comment = fields.Text("Comment"),
            Assign = Assign(fields),
            InputPath = fields.Field("InputPath"),
            OutputPath = fields.Field("OutputPath"),
            ResultPath = fields.Field("ResultPath", isReference: true),
            Parameters = fields.Payload("Parameters"),
        };
    }

    private static WaitState Wait(string name, FieldReader fields)
    {
        var (next, end) = Way(fields);
        string[] times = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        if (times.Count(fields.Has) != 1)
        {
            fields.Error(string.Empty, WorkflowProblemCodes.MissingField, "A Wait has exactly one of Seconds, SecondsPath, Timestamp and TimestampPath.");
        }

        DateTimeOffset? timestamp = null;
        if (fields.Text("Timestamp") is { } text)
        {
            timestamp = Timestamp.TryRead(text, out var read) ? read : null;
            if (timestamp is null)
            {
                fields.Invalid("Timestamp", "a timestamp such as 2026-03-14T01:59:00Z");
            }
        }

        return new WaitState
        {
            Name = name,
            Next = next,
            End = end,
            Comment = fields.Text("Comment"),
            Assign = Assign(fields),
            InputPath = fields.Field("InputPath"),
            OutputPath = fields.Field("OutputPath"),
            Seconds = fields.Whole("Seconds", 0, WorkflowDefaults.MaxSeconds),
            Timestamp = timestamp,
            SecondsPath = fields.Has("SecondsPath") ? fields.RequiredPath("SecondsPath") : null,
            TimestampPath = fields.Has("TimestampPath") ? fields.RequiredPath("TimestampPath") : null,
        };
    }

    private static FailState Fail(string name, FieldReader fields)
    {
        foreach (var field in new[] { "Error", "Cause" })
        {
            if (fields.Has(field) && fields.Has(field + "Path"))
            {
                fields.Error(field, WorkflowProblemCodes.InvalidValue, $"A Fail has {field} or {field}Path, not both.");
            }
        }

        return new FailState
        {
            Name = name,
            Comment = fields.Text("Comment"),
            Error = fields.Text("Error"),
            Cause = fields.Text("Cause"),
            ErrorPath = fields.Expression("ErrorPath"),
            CausePath = fields.Expression("CausePath"),
        };
    }
}
