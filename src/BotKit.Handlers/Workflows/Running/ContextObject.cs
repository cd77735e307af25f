using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>The context object, <c>$$</c>. The input of the execution, which may be large, is copied only for paths that may lead around it.</summary>
/// <remarks>Amazon States Language, "The Context Object"; members as AWS Step Functions has them.</remarks>
internal sealed class ContextObject(WorkflowRun run, Frame frame, (int Index, JsonNode? Value)? selected = null)
{
    private const string Execution = "Execution";
    private const string Input = "Input";

    private JsonObject? _small;
    private JsonObject? _whole;

    /// <summary>Follows a path.</summary>
    public bool TryRead(StatePath path, out JsonNode? value)
    {
        if (path.IsReference && NameAt(path, 0) is { } first && (first != Execution || NameAt(path, 1) is not null))
        {
            return first == Execution && NameAt(path, 1) == Input
                ? StatePath.TrySelect([.. path.Segments.Skip(2)], InputOf(Top()), new PathVisit(null), out value)
                : path.TryRead(_small ??= Make(isWhole: false), out value);
        }

        return path.TryRead(_whole ??= Make(isWhole: true), out value);
    }

    private static string? NameAt(StatePath path, int index)
        => path.Segments.Count > index && path.Segments[index] is NameSegment name ? name.Names[0].Plain : null;

    private Frame Top()
    {
        var top = frame;
        while (top.Header is null && top.Outer is { } outer)
        {
            top = outer;
        }

        return top;
    }

    private JsonNode? InputOf(Frame top) => top.Header?.Input ?? run.Input;

    private JsonObject Make(bool isWhole)
    {
        var top = Top();
        var item = selected;
        var context = new JsonObject
        {
            [Execution] = new JsonObject
            {
                ["Id"] = run.Id.ToString(),
                [Input] = isWhole ? InputOf(top)?.DeepClone() : null,
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
