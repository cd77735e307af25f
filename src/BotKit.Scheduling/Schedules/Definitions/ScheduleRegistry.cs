using System.Text;
using BotKit.Schedules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Schedules;

/// <summary>What code said of schedules, before the container is built.</summary>
internal sealed class ScheduleRegistry
{
    private readonly List<Func<DeclaredSchedule>> _schedules = [];

    /// <summary>The calendars of code, in the order of the calls.</summary>
    public List<(string Name, BlackoutDays Days)> Calendars { get; } = [];

    public List<IConfiguration> Sections { get; } = [];

    /// <summary>The registry of a service collection, made on first use.</summary>
    public static ScheduleRegistry Of(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service.ServiceType == typeof(ScheduleRegistry))
            {
                return (ScheduleRegistry)service.ImplementationInstance!;
            }
        }

        var registry = new ScheduleRegistry();
        services.AddSingleton(registry);
        return registry;
    }

    public void Add(string bot, string cron, string timeZone, object? input, string? id, Action<BotScheduleOptions>? configure)
        => _schedules.Add(() => Declare(bot, cron, timeZone, input, id ?? bot, configure));

    public IEnumerable<DeclaredSchedule> Declare() => _schedules.Select(static declare => declare());

    private static DeclaredSchedule Declare(
        string bot, string cron, string timeZone, object? input, string id, Action<BotScheduleOptions>? configure)
    {
        var options = new BotScheduleOptions();
        configure?.Invoke(options);
        if (input is not null && options.InputJson is not null)
        {
            throw new InvalidOperationException($"The schedule '{id}' of bot '{bot}' has two inputs: an object, and InputJson.");
        }

        var definition = new BotScheduleDefinition
        {
            Id = id,
            Bot = bot,
            Cron = cron,
            TimeZone = timeZone,
            Overlap = options.Overlap,
            Missed = options.Missed,
            CatchUpLimit = options.CatchUpLimit,
            MissedAfter = options.MissedAfter,
            Jitter = options.Jitter,
            StartAt = options.StartAt,
            EndAt = options.EndAt,
            Blackouts = [.. options.Blackouts],
            Priority = options.Priority,
            SuccessWithin = options.SuccessWithin,
            Description = options.Description,
        };
        return new DeclaredSchedule(definition, BotScheduleSource.Code, $"Schedule '{id}' of bot '{bot}'")
        {
            Input = input,
            InputJson = options.InputJson is { } json ? Encoding.UTF8.GetBytes(json) : null,
        };
    }
}
