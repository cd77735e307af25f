using System.Threading.Channels;
using BotKit.Notifications;

namespace BotKit.Core.Tests.Notifications;

/// <summary>Keeps the alerts it is given, after doing what the test wants.</summary>
internal sealed class RecordingStore(Func<BotAlert, Task>? act = null) : IBotAlertStore
{
    private readonly Channel<BotAlert> _called = Channel.CreateUnbounded<BotAlert>();
    private readonly Channel<BotAlert> _saves = Channel.CreateUnbounded<BotAlert>();
    private int _saved;

    public int Saved => Volatile.Read(ref _saved);

    public async ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        _called.Writer.TryWrite(alert);
        if (act is not null)
        {
            await act(alert);
        }

        Interlocked.Increment(ref _saved);
        _saves.Writer.TryWrite(alert);
    }

    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<BotAlert> NextCallAsync() => _called.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<BotAlert> NextAsync() => _saves.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
