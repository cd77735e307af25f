using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Dialect;
using BotKit.Storage.Recovery;
using BotKit.Storage.Rows;
using BotKit.Storage.Runs;

namespace BotKit.Storage.Sqlite;

/// <summary>Hands runs to a node: bot after bot from where the last claim stopped, of each the most urgent.</summary>
internal sealed class SqliteClaim(StoreSession session)
{
    private const string Promote = """
        update bot_queue set state = 1 where id in (select id from bot_queue where state = 0 and due <= @now order by due limit 500)
        """;

    private const string NextReadyBot = "select min(bot) from bot_queue where state = 1 and bot > @bot";

    private const string NextScheduledBot = "select min(bot) from bot_queue where state = 0 and bot > @bot";

    private const string FindNextDue = "select min(due) from bot_queue where state = 0 and bot = @bot";

    private const string Held = """
        select id, bot from bot_queue where state = 2 and owner = @node and claim = @claim order by rank, id
        """;

    private const string Ready = """
        select id, lost from bot_queue
        where bot = @bot and state = 1 and payload_version <= @version and (lost = 0 or @takes_lost = 1)
        order by rank, payload_version, lost, id limit @count
        """;

    private const string Take = """
        update bot_queue set state = 2, owner = @node, claim = @claim, fence = fence + 1, deliveries = deliveries + 1, started = @now,
         wake = null, progress = null, progress_text = null, progress_at = null
        where id = @id
        """;

    private const string SetProbe = "update bot set claim_probe = @id where bot = @bot";

    private const string CountRunning = "select count(*) from bot_queue where bot = @bot and state = 2 and direct = 0";

    private readonly Dictionary<string, BotSlots> _slots = new(StringComparer.Ordinal);
    private readonly ClaimGates _gates = new(session);

    public ClaimBatch Claim(ClaimCommand command)
    {
        var request = command.Request;
        if (!NodeStatements.IsAlive(session, request.Node))
        {
            // Nothing it claimed now would be recovered.
            return ClaimBatch.Empty;
        }

        if (command.IsOutcomeUnknown && FindHeld(command) is { Count: > 0 } held)
        {
            return new ClaimBatch(held, request.After, TimeSpan.Zero);
        }

        session.Sql(Promote).Set("now", session.Now).Execute();
        _slots.Clear();
        foreach (var slot in request.Bots)
        {
            _slots[slot.Bot] = slot;
        }

        _gates.Read();
        return Serve(command, ReadyBots(request.After));
    }

    private ClaimBatch Serve(ClaimCommand command, List<BotSlots> ready)
    {
        var request = command.Request;
        var runs = new List<ClaimedRun>();
        var after = request.After;
        var takesLost = request.TakesLost;
        var left = new int[ready.Count];
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = Room(ready[i]);
        }

        // Everybody's fair share first, then what is over.
        var share = ready.Count == 0 ? 0 : Math.Max(1, request.Free / ready.Count);
        for (var round = 0; round < 2 && runs.Count < request.Free; round++)
        {
            for (var i = 0; i < ready.Count && runs.Count < request.Free; i++)
            {
                var count = Math.Min(Math.Min(left[i], round == 0 ? share : int.MaxValue), request.Free - runs.Count);
                if (count <= 0)
                {
                    continue;
                }

                left[i] -= TakeOf(command, ready[i], count, ref takesLost, runs);
                after = round == 0 ? ready[i].Bot : after;
            }
        }

        return new ClaimBatch(runs, after, _gates.NextWork(NextDue()));
    }

    private int Room(BotSlots slot)
    {
        var room = slot.Free;
        if (slot.MaxRunning is { } limit)
        {
            room = (int)Math.Min(room, limit - (session.Sql(CountRunning).Set("bot", slot.Bot).Number() ?? 0));
        }

        return Math.Min(room, _gates.Allows(slot.Bot));
    }

    // From the bot after the last one served, around to it.
    private List<BotSlots> ReadyBots(string? after)
    {
        var ready = new List<BotSlots>();
        var start = after ?? "";
        Collect(start, null);
        if (start.Length > 0)
        {
            Collect("", start);
        }

        return ready;

        void Collect(string from, string? to)
        {
            for (var bot = Next(NextReadyBot, from); bot is not null && (to is null || string.CompareOrdinal(bot, to) <= 0); bot = Next(NextReadyBot, bot))
            {
                if (_slots.TryGetValue(bot, out var slot) && slot.Free > 0)
                {
                    ready.Add(slot);
                }
            }
        }
    }

    private long? NextDue()
    {
        long? next = null;
        for (var bot = Next(NextScheduledBot, ""); bot is not null; bot = Next(NextScheduledBot, bot))
        {
            if (_slots.ContainsKey(bot) && session.Sql(FindNextDue).Set("bot", bot).Number() is { } due && !(due >= next))
            {
                next = due;
            }
        }

        return next;
    }

    private string? Next(string sql, string bot)
    {
        using var reader = session.Sql(sql).Set("bot", bot).Query();
        return reader.Read() ? reader.Text(0) : null;
    }

    private int TakeOf(ClaimCommand command, BotSlots slot, int count, ref bool takesLost, List<ClaimedRun> runs)
    {
        var taken = 0;
        while (taken < count)
        {
            var ids = FindReady(slot, count - taken, ref takesLost);
            foreach (var id in ids)
            {
                session.Sql(Take).Set("node", command.Request.Node).Set("claim", command.Number).Set("now", session.Now).Set("id", id).Execute();
                runs.Add(ClaimedRows.Find(session, id));
                taken++;
                if (_gates.IsProbe(slot.Bot))
                {
                    session.Sql(SetProbe).Set("id", id).Set("bot", slot.Bot).Execute();
                }
            }

            if (ids.Count == 0)
            {
                break;
            }
        }

        return taken == 0 ? int.MaxValue : taken;
    }

    // At most one run that was lost before.
    private List<Guid> FindReady(BotSlots slot, int count, ref bool takesLost)
    {
        var ids = new List<Guid>();
        using var reader = session.Sql(Ready).Set("bot", slot.Bot).Set("version", slot.PayloadVersion).Set("takes_lost", takesLost)
            .Set("count", count).Query();
        while (reader.Read())
        {
            if (reader.GetInt64(1) > 0)
            {
                if (!takesLost)
                {
                    continue;
                }

                takesLost = false;
            }

            ids.Add(session.Dialect.ReadId(reader, 0));
        }

        return ids;
    }

    private List<ClaimedRun> FindHeld(ClaimCommand command)
    {
        var ids = new List<Guid>();
        using (var reader = session.Sql(Held).Set("node", command.Request.Node).Set("claim", command.Number).Query())
        {
            while (reader.Read())
            {
                ids.Add(session.Dialect.ReadId(reader, 0));
            }
        }

        return ids.ConvertAll(id => ClaimedRows.Find(session, id));
    }
}
