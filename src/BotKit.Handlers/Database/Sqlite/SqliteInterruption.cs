using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>Interrupts what runs on a connection after some time, unless it is disposed before.</summary>
internal sealed class SqliteInterruption : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private sqlite3? _handle;

    public SqliteInterruption(sqlite3 handle, TimeSpan limit, TimeProvider timeProvider)
    {
        _handle = handle;
        _timer = timeProvider.CreateTimer(static state => ((SqliteInterruption)state!).Interrupt(), this, limit, Timeout.InfiniteTimeSpan);
    }

    // A timer may fire while it is disposed, and the connection be closed right after.
    public void Dispose()
    {
        lock (_gate)
        {
            _handle = null;
        }

        _timer.Dispose();
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (_handle is { } handle)
            {
                raw.sqlite3_interrupt(handle);
            }
        }
    }
}
