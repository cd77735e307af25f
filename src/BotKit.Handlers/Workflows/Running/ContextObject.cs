using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>The context object, <c>$$</c>.</summary>
/// <remarks>Amazon States Language, "The Context Object"; members as AWS Step Functions has them.</remarks>
internal static class ContextObject
{
    public static JsonObject Make(WorkflowRun run, Frame frame, (int Index, JsonNode? Value)? item = null)
    {
        var top = frame;
        while (top.Header is null && top.Outer is { } outer)
        {
            top = outer;
        }

        var context = new JsonObject
        {
            ["Execution"] = new JsonObject
            {
                ["Id"] = run.Id.ToString(),
                ["Input"] = top.Header?.Input?.DeepClone() ?? run.Input?.DeepClone(),
                ["Name"] = run.Id.ToString(),
                ["StartTime"] = Timestamp.Write(top.Header?.StartedAt ?? frame.EnteredAt),
            },
            ["State"] = new JsonObject
            {
                ["EnteredTime"] = Timestamp.Write(frame.EnteredAt),
                ["Name"] = frame.StateName,
                ["RetryCount"] = frame.TryCount,
            },
            ["StateMachine"] = new JsonObject
            {
                ["Id"] = $"{frame.Definition.Name}:{frame.Definition.Version}",
                ["Name"] = frame.Definition.Name,
            },
        };
        for (var around = frame; around is not null && item is null; around = around.Outer)
        {
            item = around.Item;
        }

        if (item is { } current)
        {
            context["Map"] = new JsonObject { ["Item"] = new JsonObject { ["Index"] = current.Index, ["Value"] = current.Value?.DeepClone() } };
        }

        return context;
    }
}
