using BotKit.Pipeline;
using BotKit.State;

namespace BotKit.Execution;

/// <summary>A bot whose state is kept in the store. Guarded by the lock of <see cref="StateSynchronizer"/>.</summary>
internal sealed class WatchedBot(BotRuntime bot)
{
    private long _version;

    public BotRuntime Bot { get; } = bot;

    /// <summary>Ends when the state was read for the first time.</summary>
    public Task Loaded { get; set; } = Task.CompletedTask;

    /// <summary>Changes made here whose writes have not ended; meanwhile what the store holds is older.</summary>
    public int Unwritten { get; set; }

    /// <summary>Takes over a state that is newer than what is known here.</summary>
    public void Adopt(BotStateRecord state, DateTimeOffset now)
    {
        if (state.Version > _version && Unwritten == 0)
        {
            _version = state.Version;
            var left = state.OpenUntil - now ?? TimeSpan.Zero;
            Bot.Pause.Set(state.Pause);
            Bot.Circuit.Adopt(state.Circuit, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
