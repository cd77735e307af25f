using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of lines; <paramref name="Next"/> is the value of <c>before</c> that gives the next one.</summary>
internal sealed record LogListBody(
    IReadOnlyList<LogEntryBody> Logs, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next);

/// <summary>A line in a list that spans runs.</summary>
internal sealed record LogEntryBody(
    Guid ExecutionId, string Bot, DateTimeOffset At, LogLevel Level, int EventId, string Category, string Message, string? Code);
