using BotKit.Pipeline;
using BotKit.State;

namespace BotKit.Execution;

/// <summary>A bot whose state is kept in the store. Guarded by the lock of <see cref="StateSynchronizer"/>.</summary>
internal sealed class WatchedBot(BotRuntime bot)
{
    private static readonly TimeSpan UnlimitedProbe = TimeSpan.FromHours(1);

    private long _version;
    private BotStateRecord _newest = BotStateRecord.Initial;

    public BotRuntime Bot { get; } = bot;

    /// <summary>Ends when the state was read for the first time.</summary>
    public Task Loaded { get; set; } = Task.CompletedTask;

    /// <summary>How long a probe may decide alone: as long as it may run.</summary>
    public TimeSpan ProbeLease => (Bot.Options.TotalTimeout ?? UnlimitedProbe) + Bot.Options.TimeoutGrace;

    /// <summary>Changes made here whose writes have not ended; meanwhile what the store holds is older.</summary>
    public int Unwritten { get; set; }

    /// <summary>Whether a pause in force lasts at least as long as another.</summary>
    public static bool Outlasts(BotPause? known, BotPause pause)
        => known is not null && (known.Until is null || known.Until >= pause.Until);

    /// <summary>Takes over a state that is newer than what is known here, once no write is under way; of several, the newest.</summary>
    public void Adopt(BotStateRecord state, DateTimeOffset now)
    {
        _newest = state.Version > _newest.Version ? state : _newest;
        state = _newest;
        if (state.Version > _version && Unwritten == 0)
        {
            _version = state.Version;
            var left = state.OpenUntil - now ?? TimeSpan.Zero;
            Bot.Pause.Set(state.Pause);
            Bot.Circuit.Adopt(state.Circuit, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
