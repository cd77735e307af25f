namespace BotKit.Time;

/// <summary>An instant or none in 8 bytes, for rows of which a store holds very many. Its offset is not kept: it is read as UTC.</summary>
internal readonly record struct CompactInstant
{
    // One more than the ticks, so that the default is none.
    private readonly long _next;

    private CompactInstant(DateTimeOffset? instant) => _next = instant is { } at ? at.UtcTicks + 1 : 0;

    /// <summary>The instant; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? Value => _next == 0 ? null : new DateTimeOffset(_next - 1, TimeSpan.Zero);

    /// <summary>The instant; the first of all when there is none.</summary>
    public DateTimeOffset ValueOrDefault => _next == 0 ? default : new DateTimeOffset(_next - 1, TimeSpan.Zero);

    public static CompactInstant Of(DateTimeOffset? instant) => new(instant);
}
