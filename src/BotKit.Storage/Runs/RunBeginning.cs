using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>Begins direct durable runs, in SQL that both databases share.</summary>
internal static class RunBeginning
{
    private const string TakeOver = """
        update bot_queue set owner = @node, fence = fence + 1, deliveries = deliveries + 1, started = @now, cancel = 0
        where id = @id and owner is null and direct = 2
        returning fence
        """;

    private const string FindEnvelope = "select status, duration, attempts, error, code, output, ended from bot_run where id = @id and state = 3";

    public static void Begin(StoreSession session, BeginCommand command)
    {
        var run = command.Run;
        if (run.Origin?.IdempotencyKey is not { } key)
        {
            RunInsert.Write(session, run, session.Now, command.Node);
            command.Answer(new RunBegin(KeyOutcome.Won, run.ExecutionId, 1));
            return;
        }

        var claim = KeyClaims.Claim(session, run, key, session.Now);
        command.Answer(claim.Outcome switch
        {
            KeyOutcome.Won => Won(session, command),
            KeyOutcome.Stored => new(KeyOutcome.Stored, claim.Holder, 0, ReadEnvelope(session, claim.Holder)),
            KeyOutcome.InFlight => TakenOver(session, claim.Holder, command.Node),
            _ => new(claim.Outcome, claim.Holder),
        });
    }

    /// <summary>Reads what is kept of a run under its key.</summary>
    public static StoredEnvelope? ReadEnvelope(StoreConnection connection, Guid executionId)
    {
        using var reader = connection.Sql(FindEnvelope).Set("id", executionId).Query();
        return reader.Read()
            ? new StoredEnvelope(
                (BotStatus)reader.GetInt64(0),
                executionId,
                new TimeSpan(reader.Long(1) ?? 0),
                reader.Int(2),
                ErrorText.Read(reader.Text(3), reader.Text(4), reader.Long(6) ?? 0),
                reader.Bytes(5))
            : null;
    }

    private static RunBegin Won(StoreSession session, BeginCommand command)
    {
        RunInsert.Write(session, command.Run, session.Now, command.Node);
        return new(KeyOutcome.Won, command.Run.ExecutionId, 1);
    }

    // A run whose node was lost waits for this call; one that another node holds does not.
    private static RunBegin TakenOver(StoreSession session, Guid holder, Guid node)
    {
        if (session.Sql(TakeOver).Set("node", node).Set("now", session.Now).Set("id", holder).Number() is { } fence)
        {
            return new(KeyOutcome.Won, holder, fence);
        }

        return new(KeyOutcome.InFlight, holder);
    }
}
