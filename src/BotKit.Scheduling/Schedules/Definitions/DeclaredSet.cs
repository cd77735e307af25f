using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>All that code and configuration say, and it is right.</summary>
internal sealed record DeclaredSet(IReadOnlyList<DeclaredEntry> Schedules, IReadOnlyDictionary<string, BlackoutDays> Calendars);

/// <summary>One schedule of code or configuration.</summary>
internal readonly record struct DeclaredEntry(CheckedDefinition Checked, string Id, BotScheduleSource Source);
