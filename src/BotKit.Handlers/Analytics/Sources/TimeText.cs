using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>Reads times into the time zone of a source: those with an offset are converted, all others are in it already.</summary>
/// <param name="zone">The time zone.</param>
/// <param name="format">How times are written; <see langword="null"/> for ISO 8601.</param>
internal sealed class TimeText(TimeZoneInfo zone, string? format)
{
    public TimeZoneInfo Zone => zone;

    public bool TryRead(string text, out DateTime local)
    {
        if (format is not null)
        {
            return Take(DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact), exact, format.AsSpan().ContainsAny('z', 'K'), out local);
        }

        if (TryReadPlain(text, out local))
        {
            return true;
        }

        // ISO 8601 only: other forms would be guesses about the order of day and month.
        var isIso = text.Length >= 10 && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]);
        var parsed = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        return Take(isIso && parsed, time, hasOffset: text.Length > 10 && (text[^1] is 'Z' or 'z' || text.AsSpan(10).ContainsAny('+', '-')), out local);
    }

    /// <summary>An instant in the time zone.</summary>
    public DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The instant of a time in the time zone; one that a change of clocks skips counts from before the change.</summary>
    public DateTimeOffset Instant(DateTime local)
        => new(local, zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) : zone.GetUtcOffset(local));

    private bool Take(bool isGood, DateTimeOffset time, bool hasOffset, out DateTime local)
    {
        local = isGood ? (hasOffset ? Local(time) : time.DateTime) : default;
        return isGood;
    }

    /// <summary><c>2026-01-31</c>, perhaps with <c>T09:30</c> or <c> 09:30:59</c>, without anything else.</summary>
    private static bool TryReadPlain(ReadOnlySpan<char> text, out DateTime local)
    {
        local = default;
        if (text.Length is not (10 or 16 or 19) || text[4] != '-' || text[7] != '-'
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        int hour = 0, minute = 0, second = 0;
        if (text.Length > 10 && (text[10] is not (' ' or 'T') || text[13] != ':' || !Number(text[11..13], out hour) || !Number(text[14..16], out minute)))
        {
            return false;
        }

        if (text.Length > 16 && (text[16] != ':' || !Number(text[17..], out second)))
        {
            return false;
        }

        if (hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
