using System.Threading.Channels;
using BotKit.Notifications;

namespace BotKit.Core.Tests.Notifications;

/// <summary>Keeps the alerts it is told, after doing what the test wants.</summary>
internal sealed class RecordingNotifier(Func<BotAlert, CancellationToken, Task>? act = null) : IBotNotifier
{
    private readonly Channel<BotAlert> _called = Channel.CreateUnbounded<BotAlert>();
    private readonly Channel<BotAlert> _told = Channel.CreateUnbounded<BotAlert>();

    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public int Told => _told.Reader.Count;

    public async ValueTask NotifyAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        // Before the test hears of the call: it may look at once.
        Interlocked.Increment(ref _calls);
        _called.Writer.TryWrite(alert);
        if (act is not null)
        {
            await act(alert, cancellationToken);
        }

        _told.Writer.TryWrite(alert);
    }

    /// <summary>The next alert whose delivery began.</summary>
    public Task<BotAlert> NextCallAsync() => _called.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The next alert that was delivered.</summary>
    public Task<BotAlert> NextAsync() => _told.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
