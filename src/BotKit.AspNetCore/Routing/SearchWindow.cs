namespace BotKit.AspNetCore.Endpoints;

/// <summary>How much a search for a text may read: no store has an index for it.</summary>
internal static class SearchWindow
{
    public const int MaxTextLength = 200;
    private static readonly TimeSpan Widest = TimeSpan.FromHours(24);

    /// <summary>Closes an open end just behind the present, and moves the start along, since the store looks at the time later.</summary>
    /// <returns>Whether the start is given, and the span is not too wide.</returns>
    public static bool TryClose(ref DateTimeOffset? from, ref DateTimeOffset? to, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (from is not { } start || (to ?? now) - start > Widest)
        {
            return false;
        }

        to ??= now.AddMilliseconds(1);
        from = to - start > Widest ? to - Widest : start;
        return true;
    }

    /// <summary>Whether the start is given, and not too long ago.</summary>
    public static bool Reaches(DateTimeOffset? since, TimeProvider clock) => since is { } start && clock.GetUtcNow() - start <= Widest;
}
