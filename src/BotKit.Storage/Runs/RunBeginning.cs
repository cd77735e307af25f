using System.Buffers.Binary;
using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Recovery;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Runs;

/// <summary>Begins direct durable runs, in SQL that both databases share.</summary>
internal static class RunBeginning
{
    private const string TakeOver = """
        update bot_queue set owner = @node, claim = @mark, fence = fence + 1, deliveries = deliveries + 1, started = @now, cancel = 0,
         progress = null, progress_text = null, progress_at = null
        where id = @id and owner is null and direct = 2
        returning fence
        """;

    // What the same submission began or took over, when the answer to its commit was lost.
    private const string FindOwn = """
        select fence from bot_queue
        where id = @id and state = 2 and owner = @node and direct = 2 and (claim = @mark or claim is null and id = @run)
        """;

    private const string FindEnvelope = "select status, duration, attempts, error, code, output, ended from bot_run where id = @id and state = 3";

    public static void Begin(StoreSession session, BeginCommand command)
    {
        var run = command.Run;
        if (!NodeStatements.IsAlive(session, command.Node))
        {
            // Nobody would recover what it held.
            command.Refuse(new BotStoreException("The node's lease was taken over; it must join again."));
            return;
        }

        if (run.Origin?.IdempotencyKey is not { } key)
        {
            RunInsert.Write(session, run, session.Now, command.Node);
            command.Answer(new RunBegin(KeyOutcome.Won, run.ExecutionId, 1));
            return;
        }

        var claim = KeyClaims.Claim(session, run, key, session.Now);
        command.Answer(claim.Outcome switch
        {
            KeyOutcome.Won => Won(session, command, key),
            KeyOutcome.Stored => new(KeyOutcome.Stored, claim.Holder, 0, ReadEnvelope(session, claim.Holder)),
            KeyOutcome.InFlight => TakenOver(session, command, claim.Holder),
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

    private static RunBegin Won(StoreSession session, BeginCommand command, string key)
    {
        var id = command.Run.ExecutionId;
        if (RunInsert.Write(session, command.Run, session.Now, command.Node))
        {
            return new(KeyOutcome.Won, id, 1);
        }

        // It was submitted before, and may have come to an end since.
        if (ReadEnvelope(session, id) is not { } envelope)
        {
            return TakenOver(session, command, id);
        }

        RunEnding.EndKey(session, command.Run.Bot, key, id, envelope.Status);
        return new(KeyOutcome.Stored, id, 0, envelope);
    }

    // A run whose node was lost waits for this call; one that another node holds does not.
    private static RunBegin TakenOver(StoreSession session, BeginCommand command, Guid holder)
    {
        var mark = MarkOf(command.Run.ExecutionId);
        var fence = session.Sql(TakeOver).Set("node", command.Node).Set("mark", mark).Set("now", session.Now).Set("id", holder).Number()
            ?? session.Sql(FindOwn).Set("id", holder).Set("node", command.Node).Set("mark", mark).Set("run", command.Run.ExecutionId).Number();
        return fence is { } held ? new(KeyOutcome.Won, holder, held) : new(KeyOutcome.InFlight, holder);
    }

    // Of a direct run the column of claims says which submission took it over.
    private static long MarkOf(Guid executionId)
    {
        Span<byte> bytes = stackalloc byte[16];
        executionId.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) ^ BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
    }
}
