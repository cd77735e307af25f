using System.Collections.Concurrent;

namespace BotKit.State;

/// <summary>Keeps states in this process; they do not survive a restart.</summary>
internal sealed class InMemoryBotStateStore : IBotStateStore
{
    private readonly ConcurrentDictionary<string, BotStateRecord> _states = new(StringComparer.Ordinal);

    public bool IsShared { get; init; }

    public ValueTask<BotStateRecord> ReadAsync(string bot, CancellationToken cancellationToken)
        => new(_states.GetValueOrDefault(bot, BotStateRecord.Initial));

    public ValueTask<IReadOnlyDictionary<string, BotStateRecord>> ReadAllAsync(CancellationToken cancellationToken)
        => new(new Dictionary<string, BotStateRecord>(_states, StringComparer.Ordinal));

    public ValueTask<bool> TryWriteAsync(string bot, BotStateRecord state, CancellationToken cancellationToken)
    {
        if (state.Version == 1)
        {
            return new(_states.TryAdd(bot, state));
        }

        return new(_states.TryGetValue(bot, out var current)
            && current.Version == state.Version - 1
            && _states.TryUpdate(bot, state, current));
    }
}
