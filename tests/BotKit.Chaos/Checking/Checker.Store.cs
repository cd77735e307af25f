using BotKit.Chaos.History;

namespace BotKit.Chaos.Checking;

internal sealed partial class Checker
{
    // I14: the moves in their order never show more runs in progress than the limit.
    private void Limits()
    {
        var (running, highest) = (0, 0);
        foreach (var move in _ledger.Moves.Where(move => move.Bot == _rules.Limited))
        {
            running += (move.NewState == Running ? 1 : 0) - (move.OldState == Running ? 1 : 0);
            highest = Math.Max(highest, running);
        }

        // An end may be numbered before it commits, which only makes the sum smaller: a hand-out is numbered after the ends that made room for it.
        if (highest > _rules.Limit)
        {
            _verdict.Violate("I14", $"{highest} runs of '{_rules.Limited}' were in progress at a limit of {_rules.Limit}");
        }
    }

    // I23: roll-ups count each terminal write once.
    private void Counters()
    {
        var ends = _ledger.Ends.DistinctBy(end => end.Run).GroupBy(end => (end.Bot, end.Status)).ToDictionary(group => group.Key, group => (long)group.Count());
        var counts = _ledger.Counts.ToDictionary(count => (count.Bot, count.Status), count => count.Count);
        foreach (var (bot, status) in ends.Keys.Union(counts.Keys).Where(each => each.Status != 2))
        {
            if (ends.GetValueOrDefault((bot, status)) != counts.GetValueOrDefault((bot, status)))
            {
                _verdict.Violate("I23", $"{ends.GetValueOrDefault((bot, status))} runs of '{bot}' ended with status {status}, and the roll-ups count {counts.GetValueOrDefault((bot, status))}");
            }
        }
    }

    // I27: only what has ended, and long enough ago, is deleted.
    private void Purges()
    {
        foreach (var run in _ledger.Runs.Where(run => run.DeletedAfter is not null))
        {
            if (run.State != Ended || run.DeletedAfter < MinuteOfRetention - _rules.Clock)
            {
                _verdict.Violate("I27", $"run {run.Id} in state {run.State} was deleted {run.DeletedAfter} ms after its end");
            }
        }
    }

    // I28: what nobody can run waits, untouched.
    private void Parked()
    {
        foreach (var id in _parked)
        {
            if (!_runs.TryGetValue(id, out var run) || run.State == Ended || _moves[id].Any(move => move.NewState is Running or null))
            {
                _verdict.Violate("I28", $"run {id}, which no process could run, did not stay parked");
            }
        }
    }

    // What a process left behind, and how long it took until somebody wrote it down as lost; I7 and I26 with it.
    private void Recoveries()
    {
        var killed = _history[HistoryKind.Killed].ToDictionary(line => line.Text, line => line.At);
        var stopped = _history[HistoryKind.Stopped].Select(line => line.Text).ToHashSet();
        var nodes = _ledger.Nodes.ToDictionary(node => node.Id);
        var recoveries = new List<long>();
        foreach (var move in _ledger.Moves.Where(move => move is { OldState: Running, OldOwner: not null }))
        {
            if (!nodes.TryGetValue(move.OldOwner!.Value, out var node))
            {
                _verdict.Violate("I7", $"run {move.Run} was held by a node that never joined");
            }
            else if (killed.TryGetValue(node.Name, out var at) && move.At > at)
            {
                _verdict.InFlightAtKills++;
                recoveries.Add(move.At - at);
            }
        }

        // A node whose lease was taken although it was not killed: its process was frozen, or its way to the store was cut.
        var expired = _ledger.Nodes.Where(node => node.State == 2 && !killed.ContainsKey(node.Name)).Select(node => node.Id).ToHashSet();
        _verdict.InFlightAtExpiries = LossesOf(expired);
        _verdict.Recoveries = recoveries;
        if (_verdict.ExtraStarts > _verdict.InFlightAtKills + _verdict.InFlightAtExpiries)
        {
            _verdict.Violate("I4", $"{_verdict.ExtraStarts} extra starts, and {_verdict.InFlightAtKills} runs in flight at kills and {_verdict.InFlightAtExpiries} at expiries");
        }

        // The last life of a process counts: one before it may have lost its lease.
        var last = _ledger.Nodes.GroupBy(node => node.Name).Where(group => stopped.Contains(group.Key)).Select(group => group.Last()).ToList();
        foreach (var node in last.Where(node => node.State == 0))
        {
            _verdict.Violate("I26", $"node {node.Name} stopped in order and left its lease behind");
        }

        if (LossesOf([.. last.Where(node => node.State == 1).Select(node => node.Id)]) is > 0 and var losses)
        {
            _verdict.Violate("I26", $"{losses} runs were lost with nodes that stopped in order");
        }
    }

    private int LossesOf(HashSet<Guid> nodes)
    {
        var count = 0;
        foreach (var run in _moves)
        {
            var lost = 0;
            foreach (var move in run)
            {
                count += move.Lost > lost && move.OldOwner is { } owner && nodes.Contains(owner) ? 1 : 0;
                lost = Math.Max(lost, move.Lost);
            }
        }

        // A run that ended with its loss left the queue before the loss was counted there.
        return count + _ledger.Runs.Count(run => run.Status == Dead && _moves[run.Id].LastOrDefault() is { OldOwner: { } owner } && nodes.Contains(owner));
    }
}
