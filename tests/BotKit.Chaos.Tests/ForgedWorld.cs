using BotKit.Chaos.Checking;
using BotKit.Chaos.History;

namespace BotKit.Chaos.Tests;

/// <summary>A history and tables that fit together, to be falsified in one place.</summary>
internal sealed class ForgedWorld
{
    public const string NodeName = "w0-1";

    private int _ids;

    public ForgedWorld() => Nodes.Add(new LedgerNode(Node, NodeName, 0));

    public Guid Node { get; } = new("00000000-0000-0000-0000-0000000000aa");

    public List<HistoryLine> History { get; } = [];

    public List<LedgerRun> Runs { get; } = [];

    public List<LedgerMove> Moves { get; } = [];

    public List<LedgerEnd> Ends { get; } = [];

    public List<LedgerNode> Nodes { get; } = [];

    public List<(string Bot, int Status)> Counts { get; } = [];

    public Guid NewId() => new(++_ids, 0, 0, new byte[8]);

    /// <summary>Submitted, acknowledged, handed out once, succeeded.</summary>
    public Guid Succeeds(int n, string? key = null)
    {
        var id = Accepted(n, key);
        HandOut(id, n, 1, 0, 100);
        End(id, n, key, 1, 0, 300);
        return id;
    }

    /// <summary>Submitted, handed out, lost with its process, handed out again, succeeded.</summary>
    public Guid LostOnce(int n)
    {
        var id = Accepted(n, null);
        HandOut(id, n, 1, 0, 100);
        History.Add(new HistoryLine(HistoryKind.Killed, 350, Text: NodeName));
        Nodes[0] = Nodes[0] with { State = 2 };
        Moves.Add(new LedgerMove(id, "work", 2, 0, 1, 1, Node, null, 0, 1, 850));
        Nodes.Add(new LedgerNode(NewId(), "w0-2", 0));
        HandOut(id, n, 2, 1, 1_000, Nodes[^1].Id);
        End(id, n, null, 2, 1, 1_200, Nodes[^1].Id);
        return id;
    }

    /// <summary>Submitted, acknowledged, and never handed out.</summary>
    public Guid Waits(int n)
    {
        var id = Accepted(n, null);
        Runs.Add(new LedgerRun(id, "work", null, n, 1, null, 0, 0, 0, 0, null, null));
        return id;
    }

    public void Change(Guid id, Func<LedgerRun, LedgerRun> change)
    {
        var at = Runs.FindIndex(run => run.Id == id);
        Runs[at] = change(Runs[at]);
    }

    public Verdict Check()
    {
        var counts = Counts.GroupBy(each => each).Select(group => new LedgerCount(group.Key.Bot, group.Key.Status, group.Count())).ToList();
        return new Checker(History, new LedgerTables(Runs, Moves, Ends, Nodes, counts), new ChaosRules("narrow", 3, "poison")).Check();
    }

    private Guid Accepted(int n, string? key)
    {
        var id = NewId();
        History.Add(new HistoryLine(HistoryKind.Attempt, 90, n, Text: key ?? "-"));
        History.Add(new HistoryLine(HistoryKind.Acknowledged, 95, n, id, Text: key ?? "-"));
        Moves.Add(new LedgerMove(id, "work", null, 1, null, 0, null, null, 0, 0, 92));
        return id;
    }

    private void HandOut(Guid id, int n, long fence, int lost, long at, Guid? node = null)
    {
        Moves.Add(new LedgerMove(id, "work", lost == 0 ? 1 : 0, 2, fence - 1, fence, null, node ?? Node, 0, lost, at));
        History.Add(new HistoryLine(HistoryKind.Started, at + 10, n, id, fence, (int)fence, 1));
    }

    private void End(Guid id, int n, string? key, long fence, int lost, long at, Guid? node = null)
    {
        History.Add(new HistoryLine(HistoryKind.Effect, at - 10, n, id, fence, (int)fence, 1));
        Moves.Add(new LedgerMove(id, "work", 2, null, fence, null, node ?? Node, null, 0, lost, at));
        Ends.Add(new LedgerEnd(id, "work", 0, 0, fence, at));
        Counts.Add(("work", 0));
        Runs.Add(new LedgerRun(id, "work", key, n, 3, 0, lost, 0, (int)fence, fence, null, fence));
    }
}
