using System.Collections.Immutable;
using BotKit.Queue;

namespace BotKit.State;

/// <summary>Keeps states in this process; they do not survive a restart.</summary>
internal sealed class InMemoryBotStateStore(WorkSignal? work = null) : IBotStateStore
{
    private readonly Lock _gate = new();

    // Claims read all of them; writes are rare.
    private volatile ImmutableDictionary<string, BotStateRecord> _states = ImmutableDictionary.Create<string, BotStateRecord>(StringComparer.Ordinal);

    public bool IsShared { get; init; }

    public ValueTask<BotStateRecord> ReadAsync(string bot, CancellationToken cancellationToken)
        => new(_states.GetValueOrDefault(bot, BotStateRecord.Initial));

    public ValueTask<IReadOnlyDictionary<string, BotStateRecord>> ReadAllAsync(CancellationToken cancellationToken)
        => new(_states);

    public ValueTask<bool> TryWriteAsync(string bot, BotStateRecord state, CancellationToken cancellationToken)
    {
        var isWritten = TryWrite(bot, state);
        if (isWritten)
        {
            // A bot that was resumed or whose circuit closed may have runs that wait.
            work?.Set();
        }

        return new(isWritten);
    }

    private bool TryWrite(string bot, BotStateRecord state)
    {
        lock (_gate)
        {
            if (_states.GetValueOrDefault(bot, BotStateRecord.Initial).Version != state.Version - 1)
            {
                return false;
            }

            _states = _states.SetItem(bot, state);
            return true;
        }
    }
}
