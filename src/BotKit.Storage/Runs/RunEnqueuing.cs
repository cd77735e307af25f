using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>Submits runs row by row.</summary>
internal static class RunEnqueuing
{
    private const string FindRun = "select 1 from bot_run where id = @id";

    /// <summary>Submits the runs of a command, all or none.</summary>
    public static void Enqueue(StoreSession session, EnqueueCommand command, QueueRoom room)
    {
        var runs = command.Runs;
        if (runs.Count == 1)
        {
            command.Answer([Enqueue(session, runs[0], room)]);
            return;
        }

        session.Sql("savepoint enqueue").Execute();
        var results = new EnqueueResult[runs.Count];
        var isRefused = false;
        for (var i = 0; i < runs.Count; i++)
        {
            results[i] = Enqueue(session, runs[i], room);
            isRefused |= results[i].Outcome is not (EnqueueOutcome.Accepted or EnqueueOutcome.Joined);
        }

        if (isRefused)
        {
            session.Sql("rollback to enqueue").Execute();
            room.Forget();
        }

        session.Sql("release enqueue").Execute();
        command.Answer(results);
    }

    public static EnqueueResult Enqueue(StoreSession session, RunSubmission run, QueueRoom room)
    {
        var due = Instants.Due(session.Now, run.DueAt, run.Delay);
        if (!room.Take(session, run.Bot, run.MaxQueued) && !session.Sql(FindRun).Set("id", run.ExecutionId).Any())
        {
            // A run that joins another needs no room.
            return run.Origin?.IdempotencyKey is { } full ? Held(session, run, full) : new(EnqueueOutcome.QueueFull, default);
        }

        if (run.Origin?.IdempotencyKey is { } key && KeyClaims.Claim(session, run, key, due) is { Outcome: not KeyOutcome.Won } claim)
        {
            room.GiveBack(run.Bot);
            return Answer(claim);
        }

        if (!RunInsert.Write(session, run, due, null))
        {
            room.GiveBack(run.Bot);
        }

        return new(EnqueueOutcome.Accepted, run.ExecutionId);
    }

    private static EnqueueResult Held(StoreSession session, RunSubmission run, string key)
        => KeyClaims.Look(session, run, key) is { } claim ? Answer(claim) : new(EnqueueOutcome.QueueFull, default);

    private static EnqueueResult Answer(KeyClaim claim)
        => new(claim.Outcome == KeyOutcome.Conflict ? EnqueueOutcome.Conflict : EnqueueOutcome.Joined, claim.Holder);
}
