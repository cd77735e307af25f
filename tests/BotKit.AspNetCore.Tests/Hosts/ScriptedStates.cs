using BotKit.State;

namespace BotKit.AspNetCore.Tests;

/// <summary>A store of states that does what the test says before it writes.</summary>
internal sealed class ScriptedStates(Func<CancellationToken, ValueTask> beforeWrite) : IBotStateStore
{
    private readonly Dictionary<string, BotStateRecord> _states = new(StringComparer.Ordinal);

    public bool IsShared => false;

    public ValueTask<BotStateRecord> ReadAsync(string bot, CancellationToken cancellationToken)
        => new(_states.GetValueOrDefault(bot, BotStateRecord.Initial));

    public ValueTask<IReadOnlyDictionary<string, BotStateRecord>> ReadAllAsync(CancellationToken cancellationToken) => new(_states);

    public async ValueTask<bool> TryWriteAsync(string bot, BotStateRecord state, CancellationToken cancellationToken)
    {
        await beforeWrite(cancellationToken);
        _states[bot] = state;
        return true;
    }
}
