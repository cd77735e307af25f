using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What runs have logged.</summary>
internal sealed class LogsEndpoint(IBotLogStore logs, TimeProvider clock)
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var run = query.Id("executionId");
        var which = new RunLogQuery
        {
            Bot = query.Text("bot"),
            Level = query.Choice<LogLevel>("level") ?? LogLevel.Trace,
            Since = query.Instant("since"),
            Text = query.Text("text", SearchWindow.MaxTextLength),
            Before = query.Whole("before", 0, long.MaxValue),
            Count = query.Number("count", DefaultCount, MaxCount),
        };
        if (which.Text is not null && run is null && !SearchWindow.Reaches(which.Since, clock))
        {
            query.Refuse("text needs executionId, or since at most 24 hours ago.");
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var lines = run is { } id
            ? RunLogPage.Of(await logs.ReadAsync(id, call.Aborted).ConfigureAwait(false), which)
            : await logs.ListAsync(which, call.Aborted).ConfigureAwait(false);
        long? next = lines.Count == which.Count ? lines[^1].Position : null;
        return new JsonAnswer<LogListBody>(new([.. lines.Select(ToBody)], next), ApiJson.Default.LogListBody);
    }

    private static LogEntryBody ToBody(RunLogEntry line)
        => new(line.ExecutionId, line.Bot, line.Row.At, line.Row.Level, line.Row.EventId, line.Row.Category, line.Row.Message, line.Row.Code);
}
