using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What a state came to.</summary>
/// <param name="Output">What it gives on.</param>
/// <param name="Next">Where; <see langword="null"/> for the end.</param>
/// <param name="Assign">The variables that it assigns.</param>
internal readonly record struct StepResult(FrameData Output, string? Next, IReadOnlyDictionary<string, FrameData>? Assign)
{
    /// <summary>A state's result on its way out: ResultSelector, Assign, ResultPath, OutputPath.</summary>
    public static StepResult Of(State state, DataScope scope, JsonNode? rawInput, JsonNode? result)
    {
        var selected = state.ResultSelector is { } selector ? selector.Fill(scope.With(result)) : result;
        var assign = Variables(state.Assign, scope.With(selected));
        var placed = state.ResultPath.Path is { } path ? ResultPlace.Put(path, rawInput, JsonNodes.Copy(selected)) : rawInput;
        return new StepResult(FrameData.Of(Out(state, scope, placed)), state.Next, assign);
    }

    /// <summary>The input of a state that gives it on.</summary>
    public static StepResult Through(State state, DataScope scope, string? next, PayloadTemplate.Members? assign)
        => new(FrameData.Of(Out(state, scope, scope.Input)), next, Variables(assign, scope));

    /// <summary>InputPath.</summary>
    public static JsonNode? In(State state, DataScope scope)
        => state.InputPath.Path is { } path ? scope.Read(path, "InputPath") : new JsonObject();

    /// <summary>Assign.</summary>
    /// <exception cref="StateFailureException">Among others <see cref="ErrorNames.DataLimitExceeded"/>.</exception>
    public static IReadOnlyDictionary<string, FrameData>? Variables(PayloadTemplate.Members? assign, DataScope scope)
        => assign?.All.ToDictionary(static it => it.Key, it => FrameData.Of(it.Value.Fill(scope)), StringComparer.Ordinal);

    private static JsonNode? Out(State state, DataScope scope, JsonNode? placed)
        => state.OutputPath.Path is { } path ? JsonNodes.Copy(scope.With(placed).Read(path, "OutputPath")) : new JsonObject();
}
