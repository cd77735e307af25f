using BotKit.Nodes;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Recovery;

/// <summary>Leases: one row for each life of a node.</summary>
internal static class NodeStatements
{
    /// <summary>Renews a lease that is still held.</summary>
    public const string Renew = "update bot_node set beat = beat + 1, beat_at = @now where id = @node and state = 0";

    /// <summary>Runs of the node whose end somebody asked for.</summary>
    public const string CancelRequests = "select id from bot_queue where state = 2 and owner = @node and cancel = 1";

    private const string Insert = """
        insert into bot_node (id, name, program, lease, state, beat, joined, beat_at) values (@node, @name, @program, @lease, 0, 0, @now, @now)
        on conflict (id) do nothing
        """;

    private const string FindLease = "select 1 from bot_node where id = @node and state = 0";

    private const string FindAlive = "select id from bot_node where state = 0";

    // Runs whose owner is known as alive nowhere: of a life that ended between a commit and its row's.
    private const string FindOwners = "select distinct owner from bot_queue where state = 2 and owner is not null";

    private const string EndLife = "update bot_node set state = @state where id = @node and state = 0";

    private const string TakeLease = "update bot_node set state = 2 where id = @node and state = 0 and beat = @beat";

    private const string List = """
        select id, name, program, lease, state, beat, joined, beat_at from bot_node where state = 0 or beat_at > @since order by joined desc, id desc
        """;

    private static readonly TimeSpan Listed = TimeSpan.FromDays(1);

    /// <summary>Registers a node; in a store of one process, all earlier lives are over and their runs recovered at once.</summary>
    /// <returns>How many runs were recovered.</returns>
    public static int Join(StoreSession session, (NodeRecord Node, Func<ICollection<Guid>>? JoinedHere) join)
    {
        var node = join.Node;
        var recovered = 0;
        if (join.JoinedHere is { } joinedHere)
        {
            // Asked for only now: another node may have joined here since this one asked to.
            var here = joinedHere();
            foreach (var other in Ids(session, FindAlive).Union(Ids(session, FindOwners)).Except(here).ToList())
            {
                session.Sql(EndLife).Set("state", (long)NodeState.Lost).Set("node", other).Execute();
                var recovery = RunRecovery.Recover(session, other);
                recovered += recovery.Requeued + recovery.Dead + recovery.Canceled + recovery.Interrupted;
            }
        }

        session.Sql(Insert).Set("node", node.Id).Set("name", node.Name).Set("program", node.Version)
            .Set("lease", (long)node.Lease.TotalMilliseconds).Set("now", session.Now).Execute();
        return recovered;
    }

    /// <summary>Whether a node has joined and its lease was not taken: only then would what it holds be recovered.</summary>
    public static bool IsAlive(StoreSession session, Guid node) => session.Sql(FindLease).Set("node", node).Any();

    public static NodeBeat Beat(StoreSession session, Guid node)
    {
        if (session.Sql(Renew).Set("now", session.Now).Set("node", node).Execute() == 0)
        {
            return new NodeBeat(false, []);
        }

        return new NodeBeat(true, Ids(session, CancelRequests, node));
    }

    public static NodeRecovery? Leave(StoreSession session, Guid node)
        => session.Sql(EndLife).Set("state", (long)NodeState.Left).Set("node", node).Execute() > 0
            ? RunRecovery.Recover(session, node)
            : null;

    public static NodeRecovery? Recover(StoreSession session, (Guid Node, long Beat) lease)
        => session.Sql(TakeLease).Set("node", lease.Node).Set("beat", lease.Beat).Execute() > 0
            ? RunRecovery.Recover(session, lease.Node)
            : null;

    public static async Task<IReadOnlyList<NodeRecord>> ListAsync(StoreConnection connection, CancellationToken cancellationToken)
    {
        var nodes = new List<NodeRecord>();
        var reader = await connection.Sql(List).Set("since", connection.Now - (long)Listed.TotalMilliseconds).QueryAsync(cancellationToken)
            .ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                nodes.Add(new NodeRecord
                {
                    Id = connection.Dialect.ReadId(reader, 0),
                    Name = reader.GetString(1),
                    Version = reader.GetString(2),
                    Lease = TimeSpan.FromMilliseconds(reader.GetInt64(3)),
                    State = (NodeState)reader.GetInt64(4),
                    Beat = reader.GetInt64(5),
                    JoinedAt = Instants.From(reader.GetInt64(6)),
                    BeatAt = Instants.From(reader.GetInt64(7)),
                });
            }
        }

        return nodes;
    }

    private static List<Guid> Ids(StoreSession session, string sql, Guid? node = null)
    {
        var statement = node is null ? session.Sql(sql) : session.Sql(sql).Set("node", node);
        var ids = new List<Guid>();
        using var reader = statement.Query();
        while (reader.Read())
        {
            ids.Add(session.Dialect.ReadId(reader, 0));
        }

        return ids;
    }
}
