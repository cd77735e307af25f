using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads Task states, and lets what they do look at them.</summary>
internal static class TaskReader
{
    public static TaskState? Read(string name, FieldReader fields, TaskResources resources)
    {
        var (next, end) = StateTypes.Way(fields);
        var resource = fields.Text("Resource", isRequired: true, most: 300);
        fields.TryNode("Parameters", out var parameters);
        var state = new TaskState
        {
            Name = name,
            Next = next,
            End = end,
            Comment = fields.Text("Comment"),
            Assign = StateTypes.Assign(fields),
            Resource = resource ?? string.Empty,
            InputPath = fields.Field("InputPath"),
            OutputPath = fields.Field("OutputPath"),
            ResultPath = fields.Field("ResultPath", isReference: true),
            Parameters = fields.Payload("Parameters"),
            ResultSelector = fields.Payload("ResultSelector"),
            Retry = ErrorReader.Retry(fields),
            Catch = ErrorReader.Catch(fields),
            Timeout = Seconds(fields, "TimeoutSeconds"),
            Heartbeat = Seconds(fields, "HeartbeatSeconds"),
            Compensate = fields.Text("Compensate"),
        };
        if (fields.Has("Credentials"))
        {
            fields.TryNode("Credentials", out _);
            fields.Error("Credentials", WorkflowProblemCodes.NotSupported, "Secrets are named in what a Task does, and kept by the host.");
        }

        if (state.Heartbeat?.Seconds >= state.Timeout?.Seconds)
        {
            fields.Invalid("HeartbeatSeconds", "less than TimeoutSeconds");
        }

        if (resource is not null && resources.Checks)
        {
            Check(state, parameters, fields, resources);
        }

        return state;
    }

    private static void Check(TaskState state, JsonNode? parameters, FieldReader fields, TaskResources resources)
    {
        if (resources.Find(state.Scheme) is not { } resource)
        {
            fields.Error("Resource", WorkflowProblemCodes.UnknownResource, $"There is no resource '{state.Scheme}'; known are {resources.Names}.");
            return;
        }

        resource.Check(new TaskCheck(state.Target, parameters, Report) { HasHeartbeat = state.Heartbeat is not null });

        void Report(string message, bool isWarning)
        {
            if (isWarning)
            {
                fields.Warn("Resource", WorkflowProblemCodes.DoneOtherwise, message);
            }
            else
            {
                fields.Error("Resource", WorkflowProblemCodes.InvalidResource, message);
            }
        }
    }

    private static SecondsField? Seconds(FieldReader fields, string name)
    {
        if (fields.Has(name) && fields.Has(name + "Path"))
        {
            fields.Error(name, WorkflowProblemCodes.InvalidValue, $"A Task has {name} or {name}Path, not both.");
        }

        return fields.Has(name + "Path") ? new SecondsField(null, fields.RequiredPath(name + "Path", isReference: true))
            : fields.Whole(name, 1, WorkflowDefaults.MaxSeconds) is { } seconds ? new SecondsField(seconds, null)
            : null;
    }
}
