using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Pipeline;

/// <summary>The checkpoints of one run that is held. Parts of it that work at once may read and write their own at once.</summary>
internal sealed class RunCheckpoints(RunContext context, RunHold hold, HoldStores stores) : IBotCheckpoints
{
    private const int MaxStep = 200;

    private readonly ConcurrentDictionary<string, BotCheckpoint> _written = new(StringComparer.Ordinal);
    private Dictionary<string, BotCheckpoint>? _stored;

    public async ValueTask<T?> ReadAsync<T>(string step, CancellationToken cancellationToken = default)
    {
        ThrowIfInvalid(step);
        if (!_written.TryGetValue(step, out var checkpoint))
        {
            _stored ??= (await stores.Checkpoints.ReadAsync(context.ExecutionId, cancellationToken).ConfigureAwait(false))
                .ToDictionary(static it => it.Step, StringComparer.Ordinal);
            checkpoint = _stored.GetValueOrDefault(step);
        }

        return checkpoint is null ? default : JsonSerializer.Deserialize(checkpoint.Json.Span, Contract<T>());
    }

    public async ValueTask WriteAsync<T>(string step, T value, CancellationToken cancellationToken = default)
    {
        var checkpoint = Make(step, value);
        if (!await stores.Checkpoints.WriteAsync(context.ExecutionId, hold.Fence, checkpoint, cancellationToken).ConfigureAwait(false))
        {
            context.Run.TryCancel(context.ExecutionId, RunCancellation.Host);
            throw new OperationCanceledException($"Run {context.ExecutionId} is not this node's any more.");
        }

        _written[step] = checkpoint;
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
