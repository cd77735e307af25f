using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads the fields of one object of a definition; what is wrong with them is noted, and reading goes on.</summary>
internal sealed class FieldReader(JsonObject members, string path, List<WorkflowProblem> problems)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string Path => path;

    public JsonObject Members => members;

    public bool Has(string name) => members.ContainsKey(name);

    public string At(string name) => $"{path}.{name}";

    public void Error(string name, string code, string message) => problems.Add(new WorkflowProblem(name.Length == 0 ? path : At(name), code, message, IsWarning: false));

    public void Warn(string name, string code, string message) => problems.Add(new WorkflowProblem(name.Length == 0 ? path : At(name), code, message, IsWarning: true));

    public void Invalid(string name, string wanted) => Error(name, WorkflowProblemCodes.InvalidValue, $"{name} must be {wanted}.");

    public void Missing(string name) => Error(name, WorkflowProblemCodes.MissingField, $"{name} is missing.");

    /// <summary>The field as it is written.</summary>
    public bool TryNode(string name, out JsonNode? node)
    {
        _read.Add(name);
        return members.TryGetPropertyValue(name, out node);
    }

    public string? Text(string name, bool isRequired = false, int most = 10_000)
    {
        if (!TryNode(name, out var node))
        {
            if (isRequired)
            {
                Missing(name);
            }

            return null;
        }

        if (JsonNodes.TryText(node, out var text) && text.Length <= most && (!isRequired || text.Length > 0))
        {
            return text;
        }

        Invalid(name, $"a text of at most {most} characters");
        return null;
    }

    public bool Flag(string name)
    {
        if (!TryNode(name, out var node))
        {
            return false;
        }

        if (!JsonNodes.TryBoolean(node, out var flag))
        {
            Invalid(name, "true or false");
        }

        return flag;
    }

    public long? Whole(string name, long least, long most)
    {
        if (!TryNode(name, out var node))
        {
            return null;
        }

        if (JsonNodes.TryWhole(node, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Invalid(name, $"a whole number from {least} to {most}");
        return null;
    }

    public double? Number(string name, double least, double most)
    {
        if (!TryNode(name, out var node))
        {
            return null;
        }

        if (JsonNodes.TryNumber(node, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Invalid(name, $"a number from {least} to {most}");
        return null;
    }

    /// <summary>A path, where <c>null</c> is not one.</summary>
    public StatePath? RequiredPath(string name, bool isReference = false)
        => Field(name, isReference, mayBeNull: false) is { Path: { } read } ? read : null;

    /// <summary>A path or <c>null</c>; the whole input when it is not there.</summary>
    public PathField Field(string name, bool isReference = false, bool mayBeNull = true)
    {
        if (!TryNode(name, out var node))
        {
            return PathField.Whole;
        }

        if (node is null && mayBeNull)
        {
            return default;
        }

        if (!JsonNodes.TryText(node, out var text))
        {
            Error(name, WorkflowProblemCodes.InvalidPath, $"{name} must be a path{(mayBeNull ? " or null" : string.Empty)}.");
            return PathField.Whole;
        }

        try
        {
            var read = PathReader.Read(text);
            if (isReference && !read.IsReference)
            {
                throw new PathException($"'{text}': {name} takes a path to one value: names and positions only");
            }

            return name == "ResultPath" && read.Root != PathRoot.Input
                ? throw new PathException($"'{text}': {name} begins with '$': it leads into the state's input")
                : new PathField(read);
        }
        catch (PathException exception)
        {
            Error(name, WorkflowProblemCodes.InvalidPath, exception.Message + ".");
            return PathField.Whole;
        }
    }

    /// <summary>A path or a call of an intrinsic function.</summary>
    public Expression? Expression(string name)
        => TryNode(name, out var node) ? PayloadReader.Expression(node, At(name), problems) : null;

    public PayloadTemplate? Payload(string name)
        => TryNode(name, out var node) ? PayloadReader.Read(node, At(name), problems) : null;

    /// <summary>An object among the fields.</summary>
    public FieldReader? Inner(string name, bool isRequired = false)
    {
        if (!TryNode(name, out var node))
        {
            if (isRequired)
            {
                Missing(name);
            }

            return null;
        }

        if (node is JsonObject inner)
        {
            return new FieldReader(inner, At(name), problems);
        }

        Invalid(name, "an object");
        return null;
    }

    /// <summary>The objects of an array among the fields.</summary>
    public IReadOnlyList<FieldReader> List(string name, bool isRequired = false)
    {
        if (!TryNode(name, out var node))
        {
            if (isRequired)
            {
                Missing(name);
            }

            return [];
        }

        if (node is not JsonArray { Count: > 0 } elements || elements.Any(static it => it is not JsonObject))
        {
            Invalid(name, "an array of objects that is not empty");
            return [];
        }

        return [.. elements.Select((it, index) => new FieldReader((JsonObject)it!, $"{At(name)}[{index}]", problems))];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (!TryNode(name, out var node))
        {
            Missing(name);
            return [];
        }

        if (node is JsonArray { Count: > 0 } elements && elements.All(static it => JsonNodes.TryText(it, out _)))
        {
            return [.. elements.Select(static it => it!.GetValue<string>())];
        }

        Invalid(name, "an array of texts that is not empty");
        return [];
    }

    /// <summary>Notes what nobody read.</summary>
    public void End()
    {
        foreach (var name in members.Select(static it => it.Key).Where(it => !_read.Contains(it)))
        {
            Error(name, WorkflowProblemCodes.UnknownField, $"There is no field {name} here.");
        }
    }
}
