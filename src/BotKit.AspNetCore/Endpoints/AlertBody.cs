using BotKit.Notifications;

namespace BotKit.AspNetCore.Endpoints;

internal sealed record AlertListBody(IReadOnlyList<AlertBody> Alerts);

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
    int Count)
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
            alert.Count);
}
