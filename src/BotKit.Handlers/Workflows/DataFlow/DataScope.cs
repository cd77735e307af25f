using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What paths and intrinsic functions of a state can see.</summary>
/// <param name="input">What <c>$</c> is.</param>
/// <param name="context">The context object, <c>$$</c>.</param>
/// <param name="variables">The variables, those of the branches around it included.</param>
/// <param name="source">Gives what is random, the same for a repetition.</param>
internal sealed class DataScope(JsonNode? input, ContextObject? context, VariableScope variables, IntrinsicSource source)
{
    public JsonNode? Input => input;

    public IntrinsicSource Source => source;

    public DataScope With(JsonNode? other) => new(other, context, variables, source);

    /// <summary>Follows a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="field">The field of the definition that it stands in.</param>
    /// <returns>A node that may have a parent.</returns>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.Runtime"/>: it leads nowhere.</exception>
    public JsonNode? Read(StatePath path, string field)
        => TryRead(path, out var value) ? value : throw StateFailureException.Runtime(
            path.Root == PathRoot.Variable && !variables.TryRead(path.Variable!, out _)
                ? $"The variable '{path.Text}' of the field '{field}' is not assigned."
                : $"The JSONPath '{path.Text}' specified for the field '{field}' could not be found.");

    public bool TryRead(StatePath path, out JsonNode? value)
    {
        value = null;
        return path.Root switch
        {
            PathRoot.Context => context?.TryRead(path, out value) ?? false,
            PathRoot.Variable => variables.TryRead(path.Variable!, out var variable) && path.TryRead(variable, out value),
            _ => path.TryRead(input, out value),
        };
    }
}
