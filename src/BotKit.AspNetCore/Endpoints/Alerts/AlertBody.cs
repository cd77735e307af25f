using System.Text.Json.Serialization;
using BotKit.Notifications;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of alerts; <paramref name="Next"/> is the value of <c>before</c> that gives the next one.</summary>
internal sealed record AlertListBody(
    IReadOnlyList<AlertBody> Alerts, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? Next);

/// <summary>One alert as it is written.</summary>
internal sealed record AlertBody(
    Guid Id,
    string Bot,
    string Code,
    BotSeverity Severity,
    string Message,
    Guid? ExecutionId,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    int Count,
    bool Acknowledged,
    AcknowledgementBody? Acknowledgement)
{
    public static AlertBody Of(BotAlert alert)
        => new(
            alert.Id,
            alert.Bot,
            alert.Code,
            alert.Severity,
            alert.Message,
            alert.ExecutionId,
            alert.FirstAt,
            alert.LastAt,
            alert.Count,
            alert.AcknowledgedAt is not null,
            alert.AcknowledgedAt is { } at ? new(at, alert.AcknowledgedBy, alert.AcknowledgeNote) : null);
}

/// <summary>Who acknowledged an alert, and what they had to say.</summary>
internal sealed record AcknowledgementBody(DateTimeOffset At, string? By, string? Note);
