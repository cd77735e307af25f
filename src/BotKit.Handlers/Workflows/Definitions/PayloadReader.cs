using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads payload templates.</summary>
internal static class PayloadReader
{
    public static PayloadTemplate Read(JsonNode? node, string path, List<WorkflowProblem> problems)
    {
        switch (node)
        {
            case JsonObject members:
                var filled = new List<KeyValuePair<string, PayloadTemplate>>();
                foreach (var (name, value) in members)
                {
                    if (name.EndsWith(".$", StringComparison.Ordinal))
                    {
                        var expression = Expression(value, $"{path}.{name}", problems);
                        filled.Add(new(name[..^2], expression is null ? new PayloadTemplate.Literal(null) : new PayloadTemplate.Dynamic(name, expression)));
                    }
                    else
                    {
                        filled.Add(new(name, Read(value, $"{path}.{name}", problems)));
                    }
                }

                foreach (var twice in filled.GroupBy(static it => it.Key).Where(static it => it.Count() > 1))
                {
                    problems.Add(new WorkflowProblem($"{path}.{twice.Key}", WorkflowProblemCodes.InvalidValue, $"{twice.Key} is there with and without '.$'.", false));
                }

                return new PayloadTemplate.Members(filled);
            case JsonArray elements:
                return new PayloadTemplate.List([.. elements.Select((it, index) => Read(it, $"{path}[{index}]", problems))]);
            default:
                return new PayloadTemplate.Literal(node);
        }
    }

    public static Expression? Expression(JsonNode? node, string path, List<WorkflowProblem> problems)
    {
        if (!JsonNodes.TryText(node, out var text))
        {
            problems.Add(new WorkflowProblem(path, WorkflowProblemCodes.InvalidPath, "This must be a path or a call of an intrinsic function.", false));
            return null;
        }

        try
        {
            return ExpressionReader.Read(text);
        }
        catch (PathException exception)
        {
            var code = text.StartsWith("States.", StringComparison.Ordinal) ? WorkflowProblemCodes.InvalidIntrinsic : WorkflowProblemCodes.InvalidPath;
            problems.Add(new WorkflowProblem(path, code, exception.Message + ".", false));
            return null;
        }
    }
}
