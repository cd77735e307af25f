namespace BotKit.Diagnostics;

/// <summary>Tags made once, so that measuring a run makes none.</summary>
internal sealed class BotTags(string bot)
{
    private static readonly KeyValuePair<string, object?>[] Triggers = All<BotTrigger>(BotKitTelemetry.TriggerTag);
    private static readonly KeyValuePair<string, object?>[] Statuses = All<BotStatus>(BotKitTelemetry.StatusTag);

    public KeyValuePair<string, object?> Name { get; } = new(BotKitTelemetry.BotTag, bot);

    public static KeyValuePair<string, object?> Of(BotTrigger trigger) => Triggers[(int)trigger];

    public static KeyValuePair<string, object?> Of(BotStatus status) => Statuses[(int)status];

    private static KeyValuePair<string, object?>[] All<TEnum>(string tag)
        where TEnum : struct, Enum
        => Array.ConvertAll(Enum.GetValues<TEnum>(), value => new KeyValuePair<string, object?>(tag, value.ToString()));
}
