using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Pipeline;

/// <summary>The checkpoints of one run that is held.</summary>
internal sealed class RunCheckpoints(RunContext context, RunHold hold, HoldStores stores) : IBotCheckpoints
{
    private const int MaxStep = 200;

    private List<BotCheckpoint>? _known;

    public async ValueTask<T?> ReadAsync<T>(string step, CancellationToken cancellationToken = default)
    {
        ThrowIfInvalid(step);
        _known ??= [.. await stores.Checkpoints.ReadAsync(context.ExecutionId, cancellationToken).ConfigureAwait(false)];
        return _known.Find(it => string.Equals(it.Step, step, StringComparison.Ordinal)) is { } checkpoint
            ? JsonSerializer.Deserialize(checkpoint.Json.Span, Contract<T>())
            : default;
    }

    public async ValueTask WriteAsync<T>(string step, T value, CancellationToken cancellationToken = default)
    {
        var checkpoint = Make(step, value);
        if (!await stores.Checkpoints.WriteAsync(context.ExecutionId, hold.Fence, checkpoint, cancellationToken).ConfigureAwait(false))
        {
            context.Run.TryCancel(context.ExecutionId, RunCancellation.Host);
            throw new OperationCanceledException($"Run {context.ExecutionId} is not this node's any more.");
        }

        _known?.RemoveAll(it => string.Equals(it.Step, step, StringComparison.Ordinal));
        _known?.Add(checkpoint);
    }

    public BotCheckpoint Make<T>(string step, T value)
    {
        ThrowIfInvalid(step);
        return new BotCheckpoint(step, JsonSerializer.SerializeToUtf8Bytes(value, Contract<T>()));
    }

    /// <exception cref="ArgumentException">Its step has no name or too long a one, or it holds no JSON.</exception>
    public static void ThrowIfInvalid(BotCheckpoint? checkpoint)
    {
        if (checkpoint is not null)
        {
            ThrowIfInvalid(checkpoint.Step);
            if (checkpoint.Json.IsEmpty)
            {
                throw new ArgumentException($"Checkpoint '{checkpoint.Step}' holds no JSON.", nameof(checkpoint));
            }
        }
    }

    private static void ThrowIfInvalid(string step)
    {
        ArgumentException.ThrowIfNullOrEmpty(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step.Length, MaxStep, nameof(step));
    }

    private JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)stores.Json.GetTypeInfo(typeof(T));
}
