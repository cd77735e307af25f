namespace BotKit.Scheduling;

/// <summary>A stretch of time over which a zone keeps one offset, or the part of it within a year. All in ticks.</summary>
/// <param name="Start">Its first instant, UTC.</param>
/// <param name="End">The first instant after it, UTC.</param>
/// <param name="Offset">What is added to UTC to get the local time.</param>
/// <param name="Seen">The local time before which every local time has been before this stretch; later than its own start after the clock was put back.</param>
internal readonly record struct Stretch(long Start, long End, long Offset, long Seen)
{
    public long LocalStart => Start + Offset;

    public long LocalEnd => End + Offset;

    /// <summary>An instant of the stretch with its offset; <see langword="null"/> where the calendar has no such local time.</summary>
    public DateTimeOffset? At(long utc) =>
        utc is < 0 or > Calendar.Last || utc + Offset is < 0 or > Calendar.Last ? null : new DateTimeOffset(utc + Offset, new TimeSpan(Offset));
}
