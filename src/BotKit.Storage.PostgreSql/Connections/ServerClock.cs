namespace BotKit.Storage.PostgreSql.Connections;

/// <summary>What the server's clock shows about now: its last known time and what has passed here since.</summary>
internal sealed class ServerClock
{
    private readonly TimeProvider _ticks = TimeProvider.System;
    private Seen? _seen;

    public long Now => _seen is { } seen
        ? seen.Time + (long)_ticks.GetElapsedTime(seen.At).TotalMilliseconds
        : _ticks.GetUtcNow().ToUnixTimeMilliseconds();

    public void Observe(long now) => _seen = new Seen(now, _ticks.GetTimestamp());

    private sealed record Seen(long Time, long At);
}
