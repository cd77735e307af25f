using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>An intrinsic function.</summary>
/// <exception cref="StateFailureException"><see cref="ErrorNames.IntrinsicFailure"/>.</exception>
internal delegate JsonNode? Intrinsic(IntrinsicCall call);

/// <summary>A call of an intrinsic function: its arguments, and how they are read.</summary>
internal sealed class IntrinsicCall(string name, IReadOnlyList<JsonNode?> arguments, IntrinsicSource source)
{
    public IntrinsicSource Source => source;

    public int Count => arguments.Count;

    public JsonNode? this[int index] => arguments[index];

    public string Text(int index) => JsonNodes.TryText(arguments[index], out var text) ? text : throw Wrong(index, "a string");

    public JsonArray Array(int index) => arguments[index] as JsonArray ?? throw Wrong(index, "an array");

    public JsonObject Object(int index) => arguments[index] as JsonObject ?? throw Wrong(index, "an object");

    public bool Boolean(int index) => JsonNodes.TryBoolean(arguments[index], out var value) ? value : throw Wrong(index, "a boolean");

    /// <summary>A number rounded to a whole one of 32 bits, as AWS does it.</summary>
    public int Integer(int index)
        => JsonNodes.TryNumber(arguments[index], out var number) && Math.Round(number, MidpointRounding.AwayFromZero) is >= int.MinValue and <= int.MaxValue and var whole
            ? (int)whole
            : throw Wrong(index, "an integer of 32 bits");

    public string Limited(int index)
    {
        var text = Text(index);
        return text.Length <= 10_000 ? text : throw Fail("takes at most 10000 characters");
    }

    public StateFailureException Fail(string problem) => StateFailureException.Intrinsic($"{name} {problem}.");

    private StateFailureException Wrong(int index, string wanted) => Fail($"needs {wanted} as argument {index + 1}");
}
