using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads definitions in the Amazon States Language with JSONPath, strictly, and lists everything that is wrong with them.</summary>
internal static class DefinitionReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 128 };

    /// <summary>Reads a definition.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="resources">What its Tasks can do.</param>
    /// <param name="problems">All that is wrong, and warnings.</param>
    /// <returns>The definition; <see langword="null"/> when it cannot run.</returns>
    public static WorkflowDefinition? Read(string name, ReadOnlySpan<byte> utf8, TaskResources resources, out IReadOnlyList<WorkflowProblem> problems)
    {
        var found = new List<WorkflowProblem>();
        problems = found;
        if (utf8.Length > WorkflowDefaults.MaxDefinitionBytes)
        {
            found.Add(new WorkflowProblem("$", WorkflowProblemCodes.TooLarge, $"A definition has at most {WorkflowDefaults.MaxDefinitionBytes} bytes.", false));
            return null;
        }

        JsonObject? root = null;
        try
        {
            root = JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject;
            _ = root?.ToJsonString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Told below; the latter are escapes of half a character.
            root = null;
        }

        if (root is null)
        {
            found.Add(new WorkflowProblem("$", WorkflowProblemCodes.Malformed, "This is not a JSON object, or has a member twice.", false));
            return null;
        }

        return Read(name, root, resources, found);
    }

    private static WorkflowDefinition? Read(string name, JsonObject root, TaskResources resources, List<WorkflowProblem> problems)
    {
        var fields = new FieldReader(root, "$", problems);
        var comment = fields.Text("Comment");
        if (fields.Text("Version") is { } language && language != "1.0")
        {
            fields.Error("Version", WorkflowProblemCodes.NotSupported, "The version of the language is 1.0.");
        }

        QueryLanguage(fields);
        var timeout = fields.Whole("TimeoutSeconds", 1, WorkflowDefaults.MaxSeconds);
        var states = new StateReader(resources);
        var machine = states.Machine(fields);
        fields.End();
        StateGraph.Check(machine, states.All, problems);
        if (machine is null || problems.Exists(static it => !it.IsWarning))
        {
            return null;
        }

        var text = Encoding.UTF8.GetBytes(root.ToJsonString());
        return new WorkflowDefinition
        {
            Name = name,
            Version = Convert.ToHexStringLower(SHA256.HashData(text))[..16],
            Text = text,
            Comment = comment,
            TimeoutSeconds = timeout,
            Root = machine,
            States = [.. states.All.Select(static (it, index) =>
            {
                it.State.Index = index;
                return it.State;
            })],
            Warnings = [.. problems],
        };
    }

    public static void QueryLanguage(FieldReader fields)
    {
        if (fields.Text("QueryLanguage") is { } language && language != "JSONPath")
        {
            fields.Error("QueryLanguage", WorkflowProblemCodes.NotSupported, "The query language is JSONPath.");
        }
    }
}
