using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Schedules;

/// <summary>
/// A definition as stores keep it: JSON for people and for several versions of BotKit at once. A member that is not known is
/// passed over, one that is not there has its default, and so has a policy that a later version named. Id, bot and input stand
/// in columns of their own.
/// </summary>
internal static class ScheduleText
{
    public static string Write(BotScheduleDefinition definition) => JsonSerializer.Serialize(
        new ScheduleMembers
        {
            Cron = definition.Cron,
            TimeZone = definition.TimeZone,
            PayloadVersion = definition.PayloadVersion == 1 ? null : definition.PayloadVersion,
            Overlap = definition.Overlap.ToString(),
            Missed = definition.Missed.ToString(),
            CatchUpLimit = definition.CatchUpLimit,
            MissedAfter = definition.MissedAfter,
            Jitter = definition.Jitter == TimeSpan.Zero ? null : definition.Jitter,
            StartAt = definition.StartAt,
            EndAt = definition.EndAt,
            Blackouts = definition.Blackouts.Count == 0 ? null : [.. definition.Blackouts],
            Priority = definition.Priority,
            SuccessWithin = definition.SuccessWithin,
            Description = definition.Description,
        },
        ScheduleTextJson.Default.ScheduleMembers);

    /// <summary>Reads a definition. A torn text gives one without an expression, so that nobody fires it and it stands in nobody's way.</summary>
    public static BotScheduleDefinition Read(string id, string bot, string text, ReadOnlyMemory<byte> input)
    {
        var members = Parse(text);
        return new BotScheduleDefinition
        {
            Id = id,
            Bot = bot,
            Cron = members.Cron ?? "",
            TimeZone = members.TimeZone ?? "UTC",
            Input = input,
            PayloadVersion = members.PayloadVersion ?? 1,
            Overlap = Enum.TryParse<BotOverlapPolicy>(members.Overlap, out var overlap) ? overlap : BotOverlapPolicy.Skip,
            Missed = Enum.TryParse<BotMissedRunPolicy>(members.Missed, out var missed) ? missed : BotMissedRunPolicy.RunOnce,
            CatchUpLimit = members.CatchUpLimit ?? BotDefaults.CatchUpLimit,
            MissedAfter = members.MissedAfter ?? BotDefaults.MissedAfter,
            Jitter = members.Jitter ?? TimeSpan.Zero,
            StartAt = members.StartAt,
            EndAt = members.EndAt,
            Blackouts = members.Blackouts ?? [],
            Priority = members.Priority ?? BotDefaults.Priority,
            SuccessWithin = members.SuccessWithin,
            Description = members.Description,
        };
    }

    private static ScheduleMembers Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ScheduleTextJson.Default.ScheduleMembers) ?? new ScheduleMembers();
        }
        catch (JsonException)
        {
            return new ScheduleMembers();
        }
    }
}

internal sealed class ScheduleMembers
{
    public string? Cron { get; set; }

    public string? TimeZone { get; set; }

    public int? PayloadVersion { get; set; }

    public string? Overlap { get; set; }

    public string? Missed { get; set; }

    public int? CatchUpLimit { get; set; }

    public TimeSpan? MissedAfter { get; set; }

    public TimeSpan? Jitter { get; set; }

    public DateTimeOffset? StartAt { get; set; }

    public DateTimeOffset? EndAt { get; set; }

    public string[]? Blackouts { get; set; }

    public int? Priority { get; set; }

    public TimeSpan? SuccessWithin { get; set; }

    public string? Description { get; set; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScheduleMembers))]
internal sealed partial class ScheduleTextJson : JsonSerializerContext;
