using System.Diagnostics.CodeAnalysis;

namespace BotKit.Scheduling;

/// <summary>The instants that a cron expression names in a time zone. Immutable; safe to share between threads.</summary>
/// <remarks>
/// <para><b>Fields.</b> Five fields, or six with the seconds first, parted by blanks or tabs; the count tells them apart. Letters may be of either case.</para>
/// <code>
/// second (of six)  0-59              * , - / ?
/// minute           0-59              * , - / ?
/// hour             0-23              * , - / ?
/// day of month     1-31              * , - / ? L W
/// month            1-12 or JAN-DEC   * , - / ?
/// day of week      0-7 or SUN-SAT    * , - / ? L #       0 and 7 are Sunday
/// </code>
/// <para>
/// <c>*</c> and <c>?</c> are every value. <c>a-b</c> is a range, and goes round the end where <c>a</c> is the larger: <c>22-2</c> in the hours is 22, 23, 0, 1, 2, and
/// <c>FRI-MON</c> four days. <c>*/n</c> is every n-th value from the least, <c>a/n</c> from <c>a</c>, <c>a-b/n</c> within the range; the step never reaches over the end
/// of the field, so <c>*/40</c> in the minutes is 0 and 40. Commas join numbers, names, ranges and steps. <c>L</c> is the last day of the month, <c>L-3</c> three days before it,
/// <c>15W</c> the weekday (Monday to Friday) nearest to the 15th in the same month, <c>LW</c> the last weekday of the month, <c>L-3W</c> the weekday nearest to <c>L-3</c>;
/// <c>5L</c> is the last Friday of the month and <c>5#2</c> its second. Each of these stands alone in its field. A day that a month lacks is left out: <c>31</c> does not run in April.
/// </para>
/// <para>
/// <b>Day of month and day of week.</b> Where both are given, both must hold: <c>0 0 13 * FRI</c> is Friday the 13th. (Vixie cron takes either.)
/// </para>
/// <para>
/// <b>Macros.</b> <c>@yearly</c> and <c>@annually</c> (<c>0 0 1 1 *</c>), <c>@monthly</c> (<c>0 0 1 * *</c>), <c>@weekly</c> (<c>0 0 * * 0</c>), <c>@daily</c> and
/// <c>@midnight</c> (<c>0 0 * * *</c>), <c>@hourly</c> (<c>0 * * * *</c>), <c>@every_minute</c> (<c>* * * * *</c>), <c>@every_second</c> (<c>* * * * * *</c>).
/// </para>
/// <para>
/// <b><c>@every</c></b> <c>90s</c>, <c>1h30m</c>, <c>2d</c>: whole numbers of days, hours, minutes and seconds, the larger unit first, each at most once; together 1 second to
/// 366 days. It counts elapsed time from an anchor, whatever the clocks of the zone do: its occurrences are the anchor plus whole periods, before and after it.
/// The anchor is the Unix epoch unless <see cref="WithAnchor"/> sets another.
/// </para>
/// <para>
/// <b>When clocks go forward</b>, times that do not exist are not lost: together they are due once, at the change. <c>30 2 * * *</c> in <c>Europe/Paris</c> on
/// 2026-03-29, where 02:00 becomes 03:00, is due at 03:00+02:00, and so is <c>10-50/20 2 * * *</c>.
/// </para>
/// <para>
/// <b>When clocks go back</b>, fixed times are due once, at the first of the two: <c>30 2 * * *</c> on 2026-10-25 at 02:30+02:00 and not again at 02:30+01:00.
/// Intervals, whose second, minute or hour has <c>*</c>, <c>?</c>, a range or a step, are due in both hours: <c>*/30 2 * * *</c> at 02:00+02:00, 02:30+02:00,
/// 02:00+01:00, 02:30+01:00.
/// </para>
/// <para>
/// Sources: crontab(5) for the fields, Vixie cron 3.0 for the rules of clock changes, robfig/cron for <c>@every</c>; Cronos 0.13 parses and finds local times.
/// The <c>H</c> of Cronos (a value by chance) is not taken: a schedule has its jitter for that.
/// </para>
/// </remarks>
public sealed class CronSchedule
{
    private readonly ZonedCron? _cron;
    private readonly Every? _every;

    internal CronSchedule(string expression, TimeZoneInfo zone, ZonedCron? cron, Every? every)
    {
        Expression = expression;
        TimeZone = zone;
        _cron = cron;
        _every = every;
    }

    /// <summary>The expression as it was given, without blanks around it.</summary>
    public string Expression { get; }

    /// <summary>The zone in which it is read.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The period of <c>@every</c>; <see langword="null"/> of every other expression.</summary>
    internal TimeSpan? Period => _every?.Period;

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">Five or six fields, a macro, or <c>@every</c> with a duration; at most 1,000 characters.</param>
    /// <param name="zone">The zone in which it is read. Default UTC.</param>
    /// <exception cref="ArgumentNullException">The expression is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not an expression; the message says what is wrong with it.</exception>
    public static CronSchedule Parse(string expression, TimeZoneInfo? zone = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return CronText.Read(expression, zone ?? TimeZoneInfo.Utc, out var error) ?? throw new FormatException(error);
    }

    /// <summary>Reads an expression in UTC, if it is one.</summary>
    /// <param name="expression">See <see cref="Parse"/>.</param>
    /// <param name="schedule">The schedule, or <see langword="null"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? expression, [NotNullWhen(true)] out CronSchedule? schedule) =>
        TryParse(expression, zone: null, out schedule, out _);

    /// <summary>Reads an expression, if it is one.</summary>
    /// <param name="expression">See <see cref="Parse"/>.</param>
    /// <param name="zone">The zone in which it is read; <see langword="null"/> is UTC.</param>
    /// <param name="schedule">The schedule, or <see langword="null"/>.</param>
    /// <param name="error">What is wrong with it, as a sentence; or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? expression,
        TimeZoneInfo? zone,
        [NotNullWhen(true)] out CronSchedule? schedule,
        [NotNullWhen(false)] out string? error)
    {
        schedule = CronText.Read(expression ?? "", zone ?? TimeZoneInfo.Utc, out error);
        return schedule is not null;
    }

    /// <summary>The same schedule with the instant from which <c>@every</c> counts; any other expression ignores it.</summary>
    /// <param name="anchor">An instant that is an occurrence, as are all that are whole periods away from it.</param>
    public CronSchedule WithAnchor(DateTimeOffset anchor) =>
        _every is null ? this : new CronSchedule(Expression, TimeZone, cron: null, _every.From(anchor));

    /// <summary>The first occurrence after an instant, with the zone's offset at it; <see langword="null"/> when there is none before the year 10000.</summary>
    /// <param name="from">The instant; its offset need not be the zone's.</param>
    /// <param name="inclusive">Whether <paramref name="from"/> itself counts. Default no.</param>
    public DateTimeOffset? GetNextOccurrence(DateTimeOffset from, bool inclusive = false) =>
        _cron is null ? _every!.Next(from.UtcTicks, inclusive) : _cron.Next(from.UtcTicks, inclusive);

    /// <summary>The last occurrence before an instant, with the zone's offset at it; <see langword="null"/> when there is none since the year 1.</summary>
    /// <param name="from">The instant; its offset need not be the zone's.</param>
    /// <param name="inclusive">Whether <paramref name="from"/> itself counts. Default no.</param>
    public DateTimeOffset? GetPreviousOccurrence(DateTimeOffset from, bool inclusive = false) =>
        _cron is null ? _every!.Previous(from.UtcTicks, inclusive) : _cron.Previous(from.UtcTicks, inclusive);

    /// <summary>The occurrences of a span in their order, found one by one as they are asked for.</summary>
    /// <param name="from">Where the span begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="fromInclusive">Whether <paramref name="from"/> belongs to it. Default yes.</param>
    /// <param name="toInclusive">Whether <paramref name="to"/> belongs to it. Default no.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is before <paramref name="from"/>.</exception>
    public IEnumerable<DateTimeOffset> GetOccurrences(DateTimeOffset from, DateTimeOffset to, bool fromInclusive = true, bool toInclusive = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return Walk();

        IEnumerable<DateTimeOffset> Walk()
        {
            for (var next = GetNextOccurrence(from, fromInclusive); next is { } at && (at < to || (toInclusive && at == to)); next = GetNextOccurrence(at))
            {
                yield return at;
            }
        }
    }

    /// <summary>The expression in English words, without the zone: <c>At 06:00, Monday through Friday</c>.</summary>
    public string Describe() => _cron is null ? EveryWords.Of(_every!.Period) : CronWords.Of(_cron.Normal);

    /// <summary>The expression and its zone: <c>0 6 * * MON-FRI (Europe/Paris)</c>.</summary>
    public override string ToString() => $"{Expression} ({TimeZone.Id})";
}
