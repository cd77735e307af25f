using BotKit.Nodes;
using BotKit.Queue;
using BotKit.State;

namespace BotKit.Ledger;

/// <summary>Hands due runs to a node: one of each bot in turn, the most urgent of each first. The caller holds the lock.</summary>
internal sealed class ClaimRound(InMemoryRuns runs, ClaimRequest request, IReadOnlyDictionary<string, BotStateRecord> states)
{
    private readonly DateTimeOffset _now = runs.Now;
    private readonly List<ClaimedRun> _claimed = [];
    private bool _takesLost = request.TakesLost;
    private DateTimeOffset? _nextDue;

    public ClaimBatch Run()
    {
        if (runs.Nodes.TryGetValue(request.Node, out var node) && node.State != NodeState.Alive)
        {
            return ClaimBatch.Empty;
        }

        var turns = InTurn().Select(Open).Where(static turn => turn is not null).Select(static turn => turn!).ToList();
        var after = request.After;
        for (var i = 0; turns.Count > 0 && _claimed.Count < request.Free; i++)
        {
            i %= turns.Count;
            var turn = turns[i];
            if (Take(turn, node?.Name))
            {
                after = turn.Slots.Bot;
                turn.Left--;
            }
            else
            {
                turn.Left = 0;
            }

            if (turn.Left == 0)
            {
                turns.RemoveAt(i--);
            }
        }

        return new ClaimBatch(_claimed, after, _nextDue - _now);
    }

    /// <summary>The bots in order, from the one after the last that had its turn.</summary>
    private IEnumerable<BotSlots> InTurn()
    {
        var bots = request.Bots.OrderBy(static it => it.Bot, StringComparer.Ordinal).ToArray();
        var first = Array.FindIndex(bots, it => string.CompareOrdinal(it.Bot, request.After) > 0);
        return first <= 0 ? bots : bots.Skip(first).Concat(bots.Take(first));
    }

    private Turn? Open(BotSlots slots)
    {
        if (!runs.Lines.TryGetValue(slots.Bot, out var line))
        {
            return null;
        }

        line.Promote(_now);
        var isProbe = false;
        if (states.TryGetValue(slots.Bot, out var state))
        {
            var opens = OpensAt(state, out isProbe);
            if (opens != DateTimeOffset.MinValue)
            {
                if (line.Waiting > 0)
                {
                    Next(opens);
                }

                return null;
            }
        }

        Next(line.NextDue);
        var left = isProbe ? line.Probe is null ? 1 : 0 : slots.Free;
        left = Math.Min(left, (slots.MaxRunning ?? int.MaxValue) - line.Running);
        return left > 0 && line.Queued.Count > 0 ? new Turn(slots, line, isProbe) { Left = left } : null;
    }

    /// <summary>When the bot may run: now (the smallest instant), at a known time, or not before somebody says so (none).</summary>
    private DateTimeOffset? OpensAt(BotStateRecord state, out bool isProbe)
    {
        isProbe = false;
        if (state.Pause is { } pause && !(pause.Until <= _now))
        {
            return pause.Until;
        }

        switch (state.Circuit)
        {
            case CircuitPosition.Closed:
                return DateTimeOffset.MinValue;
            case CircuitPosition.Isolated:
                return null;
            default:
                if (state.OpenUntil > _now || state.Probe?.Until > _now)
                {
                    return state.OpenUntil > _now ? state.OpenUntil : state.Probe?.Until;
                }

                isProbe = true;
                return DateTimeOffset.MinValue;
        }
    }

    private bool Take(Turn turn, string? node)
    {
        var run = turn.Line.First;
        if (run is not null && !IsFit(run, turn))
        {
            run = FirstFit(turn);
        }

        if (run is null)
        {
            return false;
        }

        _takesLost &= run.Lost == 0;
        turn.Line.Start(run);
        turn.Line.Probe = turn.IsProbe ? run : turn.Line.Probe;
        run.HandOut(request.Node, node, _now);
        _claimed.Add(run.Claimed(_now));
        return true;
    }

    private HeldRun? FirstFit(Turn turn) => turn.Line.Queued.FirstOrDefault(it => IsFit(it, turn));

    private bool IsFit(HeldRun run, Turn turn)
        => run.Submission.PayloadVersion <= turn.Slots.PayloadVersion && (run.Lost == 0 || _takesLost);

    private void Next(DateTimeOffset? due) => _nextDue = due is null || _nextDue < due ? _nextDue : due;

    private sealed record Turn(BotSlots Slots, BotLine Line, bool IsProbe)
    {
        public int Left { get; set; }
    }
}
