using BotKit.Ledger;
using BotKit.Storage.Commands;

namespace BotKit.Storage.Writer;

/// <summary>A write of no meaning, by which a writer finds out that the store is back: one that has nothing to do would not.</summary>
internal static class StoreProbe
{
    private const string Touch = """
        insert into bot_meta (name, value) values ('probe', @now) on conflict (name) do update set value = excluded.value
        """;

    public static async Task<bool> TakesWritesAsync(IEnumerable<CommitWriter> writers, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var writer in writers.Where(static writer => writer.IsAway))
            {
                var probe = new ColdCommand<string, int>(Touch, static (session, touch) => session.Sql(touch).Set("now", session.Now).Execute());
                writer.Submit(probe);
                await probe.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (BotStoreException)
        {
            return false;
        }
    }
}
