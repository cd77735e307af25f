namespace BotKit.AspNetCore.Endpoints;

/// <summary>How much a search for a text may read: no store has an index for it.</summary>
internal static class SearchWindow
{
    public const int MaxTextLength = 200;
    private static readonly TimeSpan Widest = TimeSpan.FromHours(24);

    /// <summary>Whether the span is given, and not too wide.</summary>
    public static bool Fits(DateTimeOffset? from, DateTimeOffset? to, TimeProvider clock)
        => from is { } start && (to ?? clock.GetUtcNow()) - start <= Widest;
}
