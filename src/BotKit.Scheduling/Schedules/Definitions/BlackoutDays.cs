namespace BotKit.Scheduling.Schedules;

/// <summary>Days that follow one another.</summary>
internal readonly record struct DateRange(DateOnly From, DateOnly To);

/// <summary>The days of one blackout calendar, or of several together, as ranges that do not touch.</summary>
internal sealed class BlackoutDays : IEquatable<BlackoutDays>
{
    private readonly DateRange[] _ranges;

    public BlackoutDays(IEnumerable<DateRange> ranges)
    {
        var merged = new List<DateRange>();
        foreach (var range in ranges.OrderBy(static range => range.From))
        {
            if (merged.Count > 0 && (merged[^1].To == DateOnly.MaxValue || range.From <= merged[^1].To.AddDays(1)))
            {
                merged[^1] = merged[^1] with { To = range.To > merged[^1].To ? range.To : merged[^1].To };
            }
            else
            {
                merged.Add(range);
            }
        }

        _ranges = [.. merged];
    }

    public static BlackoutDays Of(IReadOnlyList<BlackoutDays> calendars)
        => calendars.Count == 1 ? calendars[0] : new(calendars.SelectMany(static calendar => calendar._ranges));

    /// <summary>The range that a day lies in, or <see langword="null"/>.</summary>
    public DateRange? Find(DateOnly date)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (date < _ranges[middle].From)
            {
                high = middle - 1;
            }
            else if (date > _ranges[middle].To)
            {
                low = middle + 1;
            }
            else
            {
                return _ranges[middle];
            }
        }

        return null;
    }

    public bool Equals(BlackoutDays? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    public override bool Equals(object? obj) => Equals(obj as BlackoutDays);

    public override int GetHashCode() => _ranges.Length;
}
