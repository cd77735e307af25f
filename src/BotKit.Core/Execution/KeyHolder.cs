namespace BotKit.Execution;

/// <summary>A run in progress that holds an idempotency key, as seen by whatever it calls: who waits for it from in there waits for ever.</summary>
/// <param name="ExecutionId">The run.</param>
/// <param name="Outer">The one around it, if any.</param>
internal sealed record KeyHolder(Guid ExecutionId, KeyHolder? Outer)
{
    private static readonly AsyncLocal<KeyHolder?> Ambient = new();

    /// <summary>Makes a run the innermost holder for the rest of the calling asynchronous method.</summary>
    public static void Enter(Guid executionId) => Ambient.Value = new KeyHolder(executionId, Ambient.Value);

    /// <summary>Whether the code that asks was called by this run.</summary>
    public static bool IsAround(Guid executionId)
    {
        for (var holder = Ambient.Value; holder is not null; holder = holder.Outer)
        {
            if (holder.ExecutionId == executionId)
            {
                return true;
            }
        }

        return false;
    }
}
