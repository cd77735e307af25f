using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

internal static class CheckpointStatements
{
    /// <summary>Writes a checkpoint whose fence was checked in the same transaction.</summary>
    public const string Upsert = """
        insert into bot_checkpoint (run_id, step, place, fence, content)
        values (@run, @step, (select coalesce(max(place), 0) + 1 from bot_checkpoint where run_id = @run), @fence, @content)
        on conflict (run_id, step) do update set fence = excluded.fence, content = excluded.content
        """;

    // Written to, so that a database of many writers holds the row until the commit.
    private const string Hold = "update bot_queue set fence = fence where id = @run and fence = @fence and state = 2 and owner is not null";

    private const string List = "select step, content from bot_checkpoint where run_id = @run order by place";

    public static bool WriteFenced(StoreSession session, (Guid Run, long Fence, BotCheckpoint Checkpoint) write)
    {
        if (session.Sql(Hold).Set("run", write.Run).Set("fence", write.Fence).Execute() == 0)
        {
            return false;
        }

        Write(session, write.Run, write.Fence, write.Checkpoint);
        return true;
    }

    public static void Write(StoreSession session, Guid run, long fence, BotCheckpoint checkpoint)
        => session.Sql(Upsert).Set("run", run).Set("step", checkpoint.Step).Set("fence", fence).Set("content", checkpoint.Json).Execute();

    public static async Task<IReadOnlyList<BotCheckpoint>> ReadAsync(StoreConnection connection, Guid run, CancellationToken cancellationToken)
    {
        var checkpoints = new List<BotCheckpoint>();
        var reader = await connection.Sql(List).Set("run", run).QueryAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                checkpoints.Add(new BotCheckpoint(reader.GetString(0), reader.Bytes(1)));
            }
        }

        return checkpoints;
    }
}
