using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The runs, in whatever state.</summary>
internal sealed class RunsEndpoint(IBotLedger ledger, TimeProvider clock)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var text = query.Text("text", SearchWindow.MaxTextLength);
        var from = query.Instant("from");
        var to = query.Instant("to");
        if (text is not null && !SearchWindow.TryClose(ref from, ref to, clock))
        {
            query.Refuse("text needs from, and a span of at most 24 hours up to to or now.");
        }

        var which = new RunQuery
        {
            Bot = query.Text("bot"),
            State = query.Choice<RunState>("state"),
            Status = query.Choice<BotStatus>("status"),
            Trigger = query.Choice<BotTrigger>("trigger"),
            From = from,
            To = to,
            Text = text,
            Root = query.Id("root"),
            Schedule = query.Text("schedule"),
            Before = query.Id("before"),
            Count = query.Number("count", DefaultCount, MaxCount),
        };
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var runs = await ledger.ListAsync(which, call.Aborted).ConfigureAwait(false);
        Guid? next = runs.Count == which.Count ? runs[^1].ExecutionId : null;
        return new JsonAnswer<RunListBody>(new([.. runs.Select(RunRowBody.Of)], next), ApiJson.Default.RunListBody);
    }
}
