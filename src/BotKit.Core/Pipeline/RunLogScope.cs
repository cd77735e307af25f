using System.Collections;

namespace BotKit.Pipeline;

/// <summary>The log scope of a run: its id and its bot.</summary>
internal sealed class RunLogScope(Guid executionId, string bot) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("ExecutionId", executionId),
        1 => new("Bot", bot),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"Run {executionId} of {bot}";
}
