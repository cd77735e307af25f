using System.Text;
using BotKit.Schedules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Schedules;

/// <summary>What code said of schedules, before the container is built.</summary>
internal sealed class ScheduleRegistry
{
    private readonly List<(string Place, Func<DeclaredSchedule> Declare)> _schedules = [];

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
        => _schedules.Add((PlaceOf(id ?? bot, bot), () => Declare(bot, cron, timeZone, input, id ?? bot, configure)));

    /// <summary>What code says; code that fails is an error like any other.</summary>
    public IReadOnlyList<DeclaredSchedule> Declare(List<string> errors)
    {
        var declared = new List<DeclaredSchedule>(_schedules.Count);
        foreach (var (place, declare) in _schedules)
        {
            try
            {
                declared.Add(declare());
            }
#pragma warning disable CA1031 // The host's own code may throw anything; the other errors are told, too.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                errors.Add($"{place}: the code that configures it failed with {exception.GetType().Name}: {exception.Message}");
            }
        }

        return declared;
    }

    private static string PlaceOf(string id, string bot) => $"Schedule '{id}' of bot '{bot}'";

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
        return new DeclaredSchedule(definition, BotScheduleSource.Code, PlaceOf(id, bot))
        {
            Input = input,
            InputJson = options.InputJson is { } json ? Encoding.UTF8.GetBytes(json) : default(ReadOnlyMemory<byte>?),
        };
    }
}
