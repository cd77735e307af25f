using System.Threading.Channels;
using BotKit.Notifications;

namespace BotKit.Core.Tests.Notifications;

/// <summary>Keeps the alerts it is told, after doing what the test wants; says of all that each is the first unless told otherwise.</summary>
internal sealed class RecordingStore(Func<BotAlert, Task>? act = null, Func<BotAlert, BotAlertRaised>? answer = null) : IBotAlertStore
{
    private readonly Channel<BotAlert> _called = Channel.CreateUnbounded<BotAlert>();
    private readonly Channel<BotAlert> _raises = Channel.CreateUnbounded<BotAlert>();
    private int _raised;

    public int Raised => Volatile.Read(ref _raised);

    public async ValueTask<BotAlertRaised> RaiseAsync(BotAlert alert, TimeSpan window, CancellationToken cancellationToken)
    {
        _called.Writer.TryWrite(alert);
        if (act is not null)
        {
            await act(alert);
        }

        Interlocked.Increment(ref _raised);
        _raises.Writer.TryWrite(alert);
        return answer?.Invoke(alert) ?? new BotAlertRaised(alert, IsFirst: true);
    }

    public ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<BotAlert?> FindAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(BotAlertQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<BotAlert?> AcknowledgeAsync(Guid id, string by, string? note, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> TryEscalateAsync(Guid id, int level, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<BotAlert> NextCallAsync() => _called.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<BotAlert> NextAsync() => _raises.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
