using System.Collections.Frozen;
using static BotKit.DependencyInjection.OptionKey;

namespace BotKit.DependencyInjection;

/// <summary>
/// Every key that a bot's section may hold, but for its own settings. A table and not the configuration binder: that one
/// passes over null, empty text, a value in place of a section and a section in place of a value without a word.
/// </summary>
internal static class BotOptionKeys
{
    public const string Settings = "Settings";

    private static readonly FrozenDictionary<string, OptionKey> Keys = new Dictionary<string, OptionKey>
    {
        ["Enabled"] = Flag((options, value) => options.Enabled = value),
        ["Description"] = Text((options, value) => options.Description = value),
        ["Repeatable"] = Flag((options, value) => options.Repeatable = value),
        ["TotalTimeout"] = DurationOrNone((options, value) => options.TotalTimeout = value),
        ["AttemptTimeout"] = DurationOrNone((options, value) => options.AttemptTimeout = value),
        ["TimeoutGrace"] = Duration((options, value) => options.TimeoutGrace = value),
        ["MaxConcurrency"] = NumberOrNone((options, value) => options.MaxConcurrency = value),
        ["CriticalPause"] = Duration((options, value) => options.CriticalPause = value),
        ["IdempotencyKeyLifetime"] = Duration((options, value) => options.IdempotencyKeyLifetime = value),
        ["Retry:MaxRetries"] = Number((options, value) => options.Retry.MaxRetries = value),
        ["Retry:Delay"] = Duration((options, value) => options.Retry.Delay = value),
        ["Retry:MaxDelay"] = Duration((options, value) => options.Retry.MaxDelay = value),
        ["Retry:UseJitter"] = Flag((options, value) => options.Retry.UseJitter = value),
        ["Circuit:Enabled"] = Flag((options, value) => options.Circuit.Enabled = value),
        ["Circuit:FailureThreshold"] = Number((options, value) => options.Circuit.FailureThreshold = value),
        ["Circuit:OpenDuration"] = Duration((options, value) => options.Circuit.OpenDuration = value),
        ["RateLimit:Kind"] = Choice<BotRateLimitKind>((options, value) => options.RateLimit.Kind = value),
        ["RateLimit:Permits"] = Number((options, value) => options.RateLimit.Permits = value),
        ["RateLimit:Window"] = Duration((options, value) => options.RateLimit.Window = value),
        ["RateLimit:Segments"] = Number((options, value) => options.RateLimit.Segments = value),
        ["Queue:MaxQueued"] = Number((options, value) => options.Queue.MaxQueued = value),
        ["Queue:Workers"] = NumberOrNone((options, value) => options.Queue.Workers = value),
        ["Queue:MaxRunning"] = NumberOrNone((options, value) => options.Queue.MaxRunning = value),
        ["Queue:MaxRedeliveries"] = Number((options, value) => options.Queue.MaxRedeliveries = value),
        ["Queue:RedeliveryDelay"] = Duration((options, value) => options.Queue.RedeliveryDelay = value),
        ["Queue:MaxRedeliveryDelay"] = Duration((options, value) => options.Queue.MaxRedeliveryDelay = value),
        ["Queue:MaxLost"] = Number((options, value) => options.Queue.MaxLost = value),
        ["Queue:DurableDirectRuns"] = Flag((options, value) => options.Queue.DurableDirectRuns = value),
        ["Queue:KeepSensitiveInput"] = Flag((options, value) => options.Queue.KeepSensitiveInput = value),
        ["Health:Timeout"] = Duration((options, value) => options.Health.Timeout = value),
        ["Health:CacheFor"] = Duration((options, value) => options.Health.CacheFor = value),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // What may stand at each level: "" for the bot's section, "Retry" and so on below it.
    private static readonly FrozenDictionary<string, string> Levels = Keys.Keys.Append(Settings)
        .SelectMany(IEnumerable<(string Level, string Name)> (key) => key.Split(':') is [var section, var name] ? [("", section), (section, name)] : [("", key)])
        .Distinct()
        .GroupBy(place => place.Level, place => place.Name)
        .ToFrozenDictionary(level => level.Key, level => string.Join(", ", level.Order(StringComparer.Ordinal)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets the option of that key; says what is wrong when there is none or its value is not for it.</summary>
    public static string? Apply(BotOptions options, OptionLeaf leaf)
    {
        if (Keys.TryGetValue(leaf.Key, out var key))
        {
            return key.TryRead(options, leaf.Value) ? null : $"{Shown(leaf.Value)} is not {key.Expected}.";
        }

        if (Levels.TryGetValue(leaf.Key, out var below))
        {
            // An empty object looks like null.
            return leaf.Value is null ? null : $"must be a section, not a value. It may hold {below}.";
        }

        var level = leaf.Key.Split(':')[0];
        return Levels.TryGetValue(level, out var here)
            ? $"there is no such option. {level} may hold {here}."
            : $"there is no such option. A bot may have {Levels[""]}.";
    }

    private static string Shown(string? value) => value switch
    {
        null => "null",
        _ when value.Length > 40 || value.Any(char.IsControl) => $"A text of {value.Length} characters",
        _ => $"'{value}'",
    };
}
