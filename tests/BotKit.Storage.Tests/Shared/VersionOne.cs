namespace BotKit.Storage.Tests.Shared;

/// <summary>What a node of schema version 1 says to the database.</summary>
internal static class VersionOne
{
    /// <summary>Submits a run that is due.</summary>
    /// <param name="id">Its id, as a literal of the database.</param>
    public static string Submit(string id) => $"""
        insert into bot_run (id, bot, trigger_kind, priority, due, created, payload_version, is_dry, direct, idem_key, caller, parent_id, root_id,
         traceparent, replay_of, input, state)
        values ({id}, 'lead', 3, 5, 1000, 1000, 1, 0, 0, null, 'ann', null, null, null, null, null, 1);
        insert into bot_queue (id, bot, state, direct, rank, due, priority, payload_version, max_lost, deliveries, lost, redeliveries, fence, owner, cancel, started)
        values ({id}, 'lead', 1, 0, 1000, 1000, 5, 1, 3, 0, 0, 0, 0, null, 0, null)
        """;

    /// <summary>Takes it, and ends it.</summary>
    /// <inheritdoc cref="Submit"/>
    public static string Run(string id) => $"""
        update bot_queue set state = 2, fence = fence + 1, deliveries = deliveries + 1, started = 2000 where id = {id} and state = 1;
        delete from bot_queue where id = {id} and fence = 1;
        update bot_run set state = 3, status = 0, started = 2000, ended = 3000, duration = 0, attempts = 1, deliveries = 1, lost = 0,
         redeliveries = 0, fence = 1 where id = {id}
        """;
}
