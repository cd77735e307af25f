namespace BotKit.AspNetCore.Endpoints;

/// <summary>How far back metrics reach, and into which spans their series is cut.</summary>
/// <param name="From">The first minute.</param>
/// <param name="To">The end of the present minute.</param>
/// <param name="Resolution">The length of an entry.</param>
internal sealed record MetricsSpan(DateTimeOffset From, DateTimeOffset To, TimeSpan Resolution)
{
    public const int DefaultMinutes = 60;
    public const int MaxMinutes = 400 * 24 * 60;
    private const int MaxEntries = 1_440;

    public static readonly string[] Names = ["minute", "hour", "day"];
    private static readonly TimeSpan[] Resolutions = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)];

    // What is read at once; the roll-ups of a week fit into memory, those of a year of minutes would not.
    private static readonly TimeSpan Step = TimeSpan.FromDays(1);

    public string ResolutionName => Names[Array.IndexOf(Resolutions, Resolution)];

    public static MetricsSpan Read(ApiQuery query, DateTimeOffset now)
    {
        var minutes = query.Number("minutes", DefaultMinutes, MaxMinutes);
        var fits = Array.FindIndex(Resolutions, resolution => resolution * MaxEntries >= TimeSpan.FromMinutes(minutes));
        var resolution = query.OneOf("resolution", Names) is { } name ? Array.IndexOf(Names, name) : fits;
        if (resolution < fits)
        {
            query.Refuse($"So many minutes have more than {MaxEntries} entries; resolution is at least {Names[fits]}.");
        }

        // The present minute counts, as far as it has come.
        var to = Floor(now, Resolutions[0]) + Resolutions[0];
        return new(to.AddMinutes(-minutes), to, Resolutions[Math.Max(resolution, 0)]);
    }

    /// <summary>The start of the entry in which an instant lies.</summary>
    public DateTimeOffset EntryOf(DateTimeOffset instant) => Floor(instant, Resolution);

    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Steps()
    {
        for (var from = From; from < To; from += Step)
        {
            yield return (from, from + Step < To ? from + Step : To);
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset instant, TimeSpan span)
        => new(instant.UtcTicks - (instant.UtcTicks % span.Ticks), TimeSpan.Zero);
}
