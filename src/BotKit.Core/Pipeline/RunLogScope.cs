using System.Collections;

namespace BotKit.Pipeline;

/// <summary>The log scope of a run: its id and its bot.</summary>
internal sealed class RunLogScope(BotRun run) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("ExecutionId", run.ExecutionId),
        1 => new("Bot", run.Bot),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"Run {run.ExecutionId} of {run.Bot}";
}
