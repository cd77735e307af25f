namespace BotKit.Chaos.Stores;

/// <summary>
/// Tables of the kill test's own beside those under test, filled by triggers: every move of a run in the queue, every terminal
/// write, every deletion. They commit and vanish with what they tell of.
/// </summary>
internal static class ChaosTables
{
    private const string Move = "insert into chaos_move (run, old_state, new_state, old_fence, new_fence, old_owner, new_owner, old_due, lost, bot, at) values";

    public static IReadOnlyList<string> Make(string id, string auto, Func<string, string> trigger)
        =>
        [
            $"""
            create table chaos_move (place {auto}, run {id}, old_state smallint, new_state smallint, old_fence bigint, new_fence bigint,
             old_owner {id}, new_owner {id}, old_due bigint, lost bigint, bot text, at bigint)
            """,
            $"create table chaos_end (place {auto}, run {id}, bot text, old_state smallint, status smallint, fence bigint, at bigint)",
            $"""
            create table chaos_gone (id {id}, bot text, idem_key text, input {(id == "uuid" ? "bytea" : "blob")}, state smallint, status smallint, ended bigint,
             lost bigint, redeliveries bigint, deliveries bigint, fence bigint, code text, output {(id == "uuid" ? "bytea" : "blob")}, at bigint)
            """,
            $"create table chaos_node (place {auto}, id {id}, name text, state smallint)",
            trigger("insert"), trigger("update"), trigger("delete"), trigger("end"), trigger("gone"),
            trigger("join"), trigger("node"),
        ];

    public static string Inserted(string now) => $"{Move} (new.id, null, new.state, null, new.fence, null, new.owner, new.due, new.lost, new.bot, {now})";

    public static string Updated(string now)
        => $"{Move} (new.id, old.state, new.state, old.fence, new.fence, old.owner, new.owner, old.due, new.lost, new.bot, {now})";

    public static string Deleted(string now) => $"{Move} (old.id, old.state, null, old.fence, null, old.owner, null, old.due, old.lost, old.bot, {now})";

    public static string HasMoved(string differs) => $"old.state <> new.state or old.fence <> new.fence or old.owner {differs} new.owner";

    public static string Ended(string now) => $"insert into chaos_end (run, bot, old_state, status, fence, at) values (new.id, new.bot, old.state, new.status, new.fence, {now})";

    public static string HasEnded(string differs)
        => $"new.state = 3 and (old.state <> 3 or old.status {differs} new.status or old.fence {differs} new.fence or old.output {differs} new.output)";

    public static string Joined() => "insert into chaos_node (id, name, state) values (new.id, new.name, new.state)";

    public static string Gone(string now)
        => $"""
            insert into chaos_gone values (old.id, old.bot, old.idem_key, old.input, old.state, old.status, old.ended,
             old.lost, old.redeliveries, old.deliveries, old.fence, old.code, old.output, {now})
            """;
}
