using System.Globalization;
using BotKit.Execution;
using BotKit.Schedules;
using Microsoft.Extensions.Configuration;

namespace BotKit.Scheduling.Schedules;

/// <summary>What configuration says of schedules and calendars at one moment.</summary>
internal sealed class ScheduleSections
{
    private const string SchedulesKey = "Schedules";
    private const string CalendarsKey = "Calendars";

    private readonly BotCatalogue _bots;

    private ScheduleSections(IEnumerable<IConfiguration> sections, BotCatalogue bots)
    {
        _bots = bots;
        foreach (var section in sections)
        {
            Read(section);
        }
    }

    public List<DeclaredSchedule> Schedules { get; } = [];

    public List<(string Place, string Name, BlackoutDays Days)> Calendars { get; } = [];

    public List<string> Errors { get; } = [];

    /// <summary>The paths that hold anything: one that is empty later is taken for a file that is broken or missing for a moment.</summary>
    public HashSet<string> Present { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static ScheduleSections Read(IEnumerable<IConfiguration> sections, BotCatalogue bots) => new(sections, bots);

    private void Read(IConfiguration configuration)
    {
        foreach (var child in configuration.GetChildren())
        {
            if (Is(child, SchedulesKey))
            {
                ForEach(child, "schedules", ReadSchedule);
            }
            else if (Is(child, CalendarsKey))
            {
                ForEach(child, "calendars", ReadCalendar);
            }
            else if (configuration is IConfigurationSection)
            {
                Errors.Add($"{child.Path}: there is no such key. It may hold {SchedulesKey} and {CalendarsKey}.");
            }
        }
    }

    private void ForEach(IConfigurationSection section, string what, Action<IConfigurationSection> read)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Errors.Add($"{section.Path}: must be a section that holds {what} by their names, not a value.");
        }

        foreach (var child in section.GetChildren())
        {
            Present.Add(section.Path);
            read(child);
        }
    }

    private void ReadSchedule(IConfigurationSection section)
    {
        var definition = new BotScheduleDefinition { Id = section.Key, Bot = "", Cron = "" };
        IConfigurationSection? input = null;
        var isReadable = true;
        foreach (var child in section.GetChildren())
        {
            if (Is(child, ScheduleKeys.Input))
            {
                input = child;
            }
            else if (ScheduleKeys.Apply(ref definition, child) is { } problem)
            {
                isReadable = false;
                Errors.Add($"{child.Path}: {problem}");
            }
        }

        if (section["Bot"] is null || section["Cron"] is null)
        {
            isReadable = false;
            Errors.Add($"{section.Path}: a schedule needs a Bot and a Cron.");
        }

        ReadOnlyMemory<byte>? json = input is null
            ? default(ReadOnlyMemory<byte>?)
            : ConfigurationInput.Write(input, _bots.Find(definition.Bot)?.Descriptor.InputJson);
        Schedules.Add(new DeclaredSchedule(definition, BotScheduleSource.File, section.Path) { InputJson = json, IsWhole = isReadable });
    }

    private void ReadCalendar(IConfigurationSection section)
    {
        var ranges = new List<DateRange>();
        foreach (var child in section.GetChildren())
        {
            if (Is(child, "Dates"))
            {
                ReadDates(child, ranges);
            }
            else if (Is(child, "Ranges"))
            {
                ReadRanges(child, ranges);
            }
            else
            {
                Errors.Add($"{child.Path}: there is no such key. A calendar may have Dates, Ranges.");
            }
        }

        Calendars.Add((section.Path, section.Key, new BlackoutDays(ranges)));
    }

    private void ReadDates(IConfigurationSection section, List<DateRange> ranges)
    {
        if (ScheduleKeys.List(section) is not { } dates)
        {
            Errors.Add($"{section.Path}: must be a list of dates such as 2026-12-25.");
            return;
        }

        for (var i = 0; i < dates.Count; i++)
        {
            if (TryRead(dates[i], $"{section.Path}:{i}", out var date))
            {
                ranges.Add(new(date, date));
            }
        }
    }

    private void ReadRanges(IConfigurationSection section, List<DateRange> ranges)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Errors.Add($"{section.Path}: must be a list of ranges, each with From and To.");
        }

        foreach (var range in section.GetChildren())
        {
            foreach (var stray in range.GetChildren().Where(static child => !Is(child, "From") && !Is(child, "To")))
            {
                Errors.Add($"{stray.Path}: there is no such key. A range has From, To.");
            }

            if (TryRead(range["From"], $"{range.Path}:From", out var from) & TryRead(range["To"], $"{range.Path}:To", out var to))
            {
                if (to < from)
                {
                    Errors.Add($"{range.Path}: To must not be before From.");
                }
                else
                {
                    ranges.Add(new(from, to));
                }
            }
        }
    }

    private bool TryRead(string? text, string path, out DateOnly date)
    {
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        if (!isDate)
        {
            Errors.Add($"{path}: must be a date such as 2026-12-25.");
        }

        return isDate;
    }

    private static bool Is(IConfigurationSection section, string key) => string.Equals(section.Key, key, StringComparison.OrdinalIgnoreCase);
}
