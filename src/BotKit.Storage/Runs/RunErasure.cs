using BotKit.Storage.Dialect;

namespace BotKit.Storage.Runs;

internal static class RunErasure
{
    private const string EraseRun = "update bot_run set input = null, output = null, is_erased = 1 where id = @id and state = 3";

    private const string EraseCheckpoints = "delete from bot_checkpoint where run_id = @id";

    private const string EraseLogs = "delete from bot_log where run_id = @id";

    public static bool Erase(StoreSession session, Guid executionId)
    {
        if (session.Sql(EraseRun).Set("id", executionId).Execute() == 0)
        {
            return false;
        }

        session.Sql(EraseCheckpoints).Set("id", executionId).Execute();
        session.Sql(EraseLogs).Set("id", executionId).Execute();
        return true;
    }
}
