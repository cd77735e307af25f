namespace BotKit.Handlers.Workflows;

/// <summary>Reads Retry and Catch.</summary>
internal static class ErrorReader
{
    private static readonly HashSet<string> Reserved =
    [
        ErrorNames.All, ErrorNames.HeartbeatTimeout, ErrorNames.Timeout, ErrorNames.TaskFailed, ErrorNames.Permissions, ErrorNames.ResultPathMatchFailure,
        ErrorNames.ParameterPathFailure, ErrorNames.BranchFailed, ErrorNames.NoChoiceMatched, ErrorNames.IntrinsicFailure,
        ErrorNames.ExceedToleratedFailureThreshold, ErrorNames.Runtime, ErrorNames.DataLimitExceeded,
    ];

    public static IReadOnlyList<Retrier> Retry(FieldReader fields)
    {
        var list = fields.List("Retry");
        return [.. list.Select((it, index) => Retrier(it, index == list.Count - 1))];
    }

    public static IReadOnlyList<Catcher> Catch(FieldReader fields)
    {
        var list = fields.List("Catch");
        return [.. list.Select((it, index) => Catcher(it, index == list.Count - 1)).OfType<Catcher>()];
    }

    private static Retrier Retrier(FieldReader fields, bool isLast)
    {
        var jitter = fields.Text("JitterStrategy");
        if (jitter is not (null or "FULL" or "NONE"))
        {
            fields.Invalid("JitterStrategy", "FULL or NONE");
        }

        var retrier = new Retrier
        {
            ErrorEquals = Errors(fields, isLast),
            IntervalSeconds = fields.Whole("IntervalSeconds", 1, WorkflowDefaults.MaxSeconds) ?? 1,
            MaxAttempts = (int)(fields.Whole("MaxAttempts", 0, WorkflowDefaults.MaxAttempts) ?? 3),
            BackoffRate = fields.Number("BackoffRate", 1, 1_000_000) ?? 2,
            MaxDelaySeconds = fields.Whole("MaxDelaySeconds", 1, 31_622_399),
            HasFullJitter = jitter == "FULL",
        };
        if (retrier.MaxDelaySeconds <= retrier.IntervalSeconds)
        {
            fields.Invalid("MaxDelaySeconds", "more than IntervalSeconds");
        }

        fields.Text("Comment");
        fields.End();
        return retrier;
    }

    private static Catcher? Catcher(FieldReader fields, bool isLast)
    {
        var errors = Errors(fields, isLast);
        var next = fields.Text("Next", isRequired: true);
        var catcher = new Catcher
        {
            ErrorEquals = errors,
            Next = next ?? string.Empty,
            ResultPath = fields.Field("ResultPath", isReference: true),
            Assign = StateTypes.Assign(fields),
        };
        fields.Text("Comment");
        fields.End();
        return next is null ? null : catcher;
    }

    private static IReadOnlyList<string> Errors(FieldReader fields, bool isLast)
    {
        var names = fields.Texts("ErrorEquals");
        if (names.Contains(ErrorNames.All) && (names.Count > 1 || !isLast))
        {
            fields.Error("ErrorEquals", WorkflowProblemCodes.InvalidValue, "States.ALL stands alone, and in the last place.");
        }

        foreach (var name in names.Where(static it => it.StartsWith("States.", StringComparison.Ordinal) && !Reserved.Contains(it)))
        {
            fields.Warn("ErrorEquals", WorkflowProblemCodes.UnknownError, $"The language has no error '{name}'.");
        }

        return names;
    }
}
