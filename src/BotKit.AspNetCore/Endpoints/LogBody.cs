using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A line that was logged during a run.</summary>
internal sealed record LogBody(DateTimeOffset At, LogLevel Level, int EventId, string Category, string Message, string? Code)
{
    public static LogBody Of(RunLogRow row) => new(row.At, row.Level, row.EventId, row.Category, row.Message, row.Code);
}
