using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A line that was logged during a run; one of a hand-out that was not the run's last is superseded, which is left out when not.</summary>
internal sealed record LogBody(DateTimeOffset At, LogLevel Level, int EventId, string Category, string Message, string? Code, bool? Superseded)
{
    public static LogBody Of(RunLogRow row, bool isSuperseded)
        => new(row.At, row.Level, row.EventId, row.Category, row.Message, row.Code, isSuperseded ? true : null);
}
