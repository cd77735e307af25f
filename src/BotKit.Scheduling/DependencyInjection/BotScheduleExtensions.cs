using BotKit;
using BotKit.Scheduling;
using BotKit.Scheduling.DependencyInjection;
using BotKit.Scheduling.Schedules;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds schedules to bots.</summary>
public static class BotScheduleExtensions
{
    /// <summary>
    /// Runs the bot by itself. Everything is validated when the host starts: the expression, the zone, the input by the bot's own
    /// validators. It implies <c>AddScheduling</c>.
    /// </summary>
    /// <param name="builder">The bot.</param>
    /// <param name="cron">A cron expression of 5 or 6 fields, <c>@daily</c> and its kind, or <c>@every 90s</c>; see <see cref="CronSchedule"/>.</param>
    /// <param name="timeZone">The zone in which it is read, by its IANA or Windows id. Default UTC.</param>
    /// <param name="input">The input of its runs, of the bot's input type. Default an empty object; for JSON text see <see cref="BotScheduleOptions.InputJson"/>.</param>
    /// <param name="id">
    /// Its id over all bots, under which the store keeps its state and history: lower-case kebab <c>[a-z][a-z0-9-]{0,62}</c>. Default the
    /// bot's name; a bot's second schedule needs one of its own, so that no id depends on the order of the calls.
    /// </param>
    /// <param name="configure">Sets what else there is.</param>
    public static IBotBuilder Schedule(
        this IBotBuilder builder,
        string cron,
        string timeZone = "UTC",
        object? input = null,
        string? id = null,
        Action<BotScheduleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(cron);
        ArgumentNullException.ThrowIfNull(timeZone);
        SchedulingServices.Add(builder.Services);
        ScheduleRegistry.Of(builder.Services).Add(builder.Name, cron, timeZone, input, id, configure);
        return builder;
    }

    /// <summary>Adds dates on which the schedules that name the calendar do not run. Each schedule reads them in its own time zone.</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="name">Its name, unique also with those of configuration.</param>
    /// <param name="fill">Adds the dates.</param>
    public static IBotKitBuilder AddBlackoutCalendar(this IBotKitBuilder builder, string name, Action<BlackoutCalendarBuilder> fill)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(fill);
        SchedulingServices.Add(builder.Services);
        var calendar = new BlackoutCalendarBuilder();
        fill(calendar);
        ScheduleRegistry.Of(builder.Services).Calendars.Add((name, calendar.Build()));
        return builder;
    }

    /// <summary>
    /// Takes schedules and blackout calendars from configuration: its sections <c>Schedules</c> and <c>Calendars</c>. A mistake stops the
    /// host at start, all of them listed at once. A change of the file takes effect at once; one that is not valid changes nothing, is
    /// logged, and degrades health. It implies <c>AddScheduling</c>.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configuration">
    /// The section that holds the two, in which nothing else may stand; or all of the configuration, of which the rest is left alone.
    /// </param>
    public static IBotKitBuilder ConfigureSchedules(this IBotKitBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        SchedulingServices.Add(builder.Services);
        ScheduleRegistry.Of(builder.Services).Sections.Add(configuration);
        return builder;
    }
}
