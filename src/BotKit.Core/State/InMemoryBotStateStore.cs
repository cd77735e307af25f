using System.Collections.Concurrent;
using BotKit.Queue;

namespace BotKit.State;

/// <summary>Keeps states in this process; they do not survive a restart.</summary>
internal sealed class InMemoryBotStateStore(WorkSignal? work = null) : IBotStateStore
{
    private readonly ConcurrentDictionary<string, BotStateRecord> _states = new(StringComparer.Ordinal);

    public bool IsShared { get; init; }

    public ValueTask<BotStateRecord> ReadAsync(string bot, CancellationToken cancellationToken)
        => new(_states.GetValueOrDefault(bot, BotStateRecord.Initial));

    public ValueTask<IReadOnlyDictionary<string, BotStateRecord>> ReadAllAsync(CancellationToken cancellationToken)
        => new(new Dictionary<string, BotStateRecord>(_states, StringComparer.Ordinal));

    public ValueTask<bool> TryWriteAsync(string bot, BotStateRecord state, CancellationToken cancellationToken)
    {
        var isWritten = state.Version == 1
            ? _states.TryAdd(bot, state)
            : _states.TryGetValue(bot, out var current) && current.Version == state.Version - 1 && _states.TryUpdate(bot, state, current);
        if (isWritten)
        {
            // A bot that was resumed or whose circuit closed may have runs that wait.
            work?.Set();
        }

        return new(isWritten);
    }
}
