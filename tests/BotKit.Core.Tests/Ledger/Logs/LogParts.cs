using BotKit.Diagnostics;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Ledger.Logs;

/// <summary>Makes lines of runs.</summary>
internal static class LogParts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static RunLogRow Row(string message, LogLevel level = LogLevel.Information, DateTimeOffset? at = null, int sequence = 1)
        => new() { Sequence = sequence, At = at ?? Noon, Level = level, EventId = 0, Category = "Crm", Message = message };

    public static RunLogPart Part(Guid? run = null, string bot = "lead", long fence = 0, params RunLogRow[] rows)
        => new(run ?? Runs.NewId(), bot, fence, rows, 0);
}
