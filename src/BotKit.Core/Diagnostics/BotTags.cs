using System.Collections.Concurrent;

namespace BotKit.Diagnostics;

/// <summary>Tags made once, so that measuring a run makes none.</summary>
internal sealed class BotTags(string bot)
{
    /// <summary>Error codes that are told apart.</summary>
    public const int MaxErrors = 100;

    /// <summary>What OpenTelemetry calls the others.</summary>
    public const string OtherError = "_OTHER";

    private const int MaxErrorLength = 100;

    private static readonly KeyValuePair<string, object?>[] Triggers = All<BotTrigger>(BotKitTelemetry.TriggerTag);
    private static readonly KeyValuePair<string, object?>[] Statuses = All<BotStatus>(BotKitTelemetry.StatusTag);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, bool> _errors = new(StringComparer.Ordinal);

    public KeyValuePair<string, object?> Name { get; } = new(BotKitTelemetry.BotTag, bot);

    /// <summary>The error's code, or <see cref="OtherError"/>: a bot that makes codes up must not fill a metrics store.</summary>
    public string ErrorOf(string code)
    {
        if (_errors.ContainsKey(code))
        {
            return code;
        }

        lock (_lock)
        {
            if (code.Length > MaxErrorLength || (_errors.Count >= MaxErrors && !_errors.ContainsKey(code)))
            {
                return OtherError;
            }

            _errors[code] = true;
            return code;
        }
    }

    public static KeyValuePair<string, object?> Of(BotTrigger trigger) => Triggers[(int)trigger];

    public static KeyValuePair<string, object?> Of(BotStatus status) => Statuses[(int)status];

    private static KeyValuePair<string, object?>[] All<TEnum>(string tag)
        where TEnum : struct, Enum
        => Array.ConvertAll(Enum.GetValues<TEnum>(), value => new KeyValuePair<string, object?>(tag, value.ToString()));
}
