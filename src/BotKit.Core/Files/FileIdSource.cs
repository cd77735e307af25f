namespace BotKit.Files;

/// <summary>Makes ids, each above the one before, whatever the clock does.</summary>
internal sealed class FileIdSource(TimeProvider clock)
{
    private long _last;

    public string Next()
    {
        var now = FileId.UnitOf(clock.GetUtcNow());
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var unit = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, unit, last) == last)
            {
                return FileId.Create(unit);
            }
        }
    }
}
