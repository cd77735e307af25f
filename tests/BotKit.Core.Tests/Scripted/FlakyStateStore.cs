using BotKit.State;

namespace BotKit.Core.Tests.Scripted;

/// <summary>A state store that can be shared by containers, watched, held up and broken.</summary>
internal sealed class FlakyStateStore : IBotStateStore
{
    private readonly InMemoryBotStateStore _inner = new();

    public bool IsShared { get; init; } = true;

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Every write waits for it while it is set.</summary>
    public Task? Hold { get; set; }

    /// <summary>Called by every read of all.</summary>
    public Func<CancellationToken, Task> OnReadAll { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Writes to be refused, as if somebody else had written in between.</summary>
    public int Collisions { get; set; }

    public int Reads { get; private set; }

    public int ReadsOfAll { get; private set; }

    public int Writes { get; private set; }

    public async ValueTask<BotStateRecord> ReadAsync(string bot, CancellationToken cancellationToken)
    {
        Reads++;
        ThrowIfBroken();
        return await _inner.ReadAsync(bot, cancellationToken);
    }

    public async ValueTask<IReadOnlyDictionary<string, BotStateRecord>> ReadAllAsync(CancellationToken cancellationToken)
    {
        ReadsOfAll++;
        ThrowIfBroken();
        await OnReadAll(cancellationToken);
        return await _inner.ReadAllAsync(cancellationToken);
    }

    public async ValueTask<bool> TryWriteAsync(string bot, BotStateRecord state, CancellationToken cancellationToken)
    {
        Writes++;
        ThrowIfBroken();
        if (Hold is { } hold)
        {
            await hold.WaitAsync(cancellationToken);
        }

        if (Collisions > 0)
        {
            Collisions--;
            return false;
        }

        return await _inner.TryWriteAsync(bot, state, cancellationToken);
    }

    private void ThrowIfBroken()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
