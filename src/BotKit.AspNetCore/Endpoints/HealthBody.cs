using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.Health;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The health report as it is written; words in lower case, times in milliseconds; reasons only where something is not healthy.</summary>
internal sealed record HealthBody(
    DateTimeOffset Timestamp,
    string Overall,
    IReadOnlyDictionary<string, BotHealthBody> Bots,
    bool Database,
    bool Scheduler,
    IReadOnlyList<AlertBody> Alerts,
    IReadOnlyList<string>? Reasons)
{
    public static HealthBody Of(BotHealthReport report)
        => new(
            report.Timestamp,
            Word(report.Overall),
            report.Bots.ToDictionary(
                static bot => bot.Key,
                static bot => new BotHealthBody(
                    Word(bot.Value.Status), bot.Value.LastExecution, Milliseconds.Of(bot.Value.ResponseTime), bot.Value.Error),
                StringComparer.Ordinal),
            report.Database,
            report.Scheduler,
            [.. report.Alerts.Select(AlertBody.Of)],
            report.Reasons.Count == 0 ? null : report.Reasons);

    private static string Word(BotHealthStatus status)
        => status switch
        {
            BotHealthStatus.Healthy => "healthy",
            BotHealthStatus.Degraded => "degraded",
            _ => "critical",
        };
}

/// <summary>How one bot is.</summary>
internal sealed record BotHealthBody(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? LastExecution,
    double ResponseTime,
    string? Error);
