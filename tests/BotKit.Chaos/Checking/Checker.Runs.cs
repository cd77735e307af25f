using BotKit.Chaos.History;

namespace BotKit.Chaos.Checking;

internal sealed partial class Checker
{
    // I6: exactly one terminal write; I8: caps; I5: the stored outcome is the last holder's.
    private void Ends()
    {
        var ends = _ledger.Ends.ToLookup(end => end.Run);
        foreach (var group in ends.Where(group => group.Count() > 1))
        {
            _verdict.Violate("I6", $"run {group.Key} has {group.Count()} terminal writes");
            _verdict.Doubled += group.Count() - 1;
        }

        foreach (var run in _ledger.Runs.Where(run => run.State == Ended))
        {
            var fences = _moves[run.Id].Select(move => move.NewFence ?? 0).DefaultIfEmpty(0).Max();
            // Whoever ends a run that nobody holds may take a fence for it, so that no earlier holder has a say.
            var isOurs = run.Fence == fences || (run.Fence == fences + 1 && run.Status is Canceled or Dead);
            if (!isOurs || (run.OutputFence is { } fence && fence != run.Fence))
            {
                _verdict.Violate("I5", $"run {run.Id} ended under fence {run.Fence} with an outcome of fence {run.OutputFence}; the last hand-out had {fences}");
            }

            if (run.Lost > MaxLost || run.Redeliveries > MaxRedeliveries || (run.Status == Dead) != (run.Lost == MaxLost))
            {
                _verdict.Violate("I8", $"run {run.Id} was lost {run.Lost} times, put back {run.Redeliveries} times, and ended with status {run.Status}");
            }

            if (run.Bot == _rules.Poison ? run.Status != Dead : run.Status is not (0 or Canceled or Dead))
            {
                _verdict.Violate("I8", $"run {run.Id} of '{run.Bot}' ended with status {run.Status} ({run.Code})");
            }
        }

        var asked = _history[HistoryKind.Canceled].Select(line => line.Id).ToHashSet();
        foreach (var run in _ledger.Runs.Where(run => run.Status == Canceled && !asked.Contains(run.Id)))
        {
            _verdict.Violate("I6", $"run {run.Id} was canceled and nobody asked for it");
        }

        // I15: what was canceled while it waited never starts afterwards.
        var canceled = _history[HistoryKind.Canceled].Where(line => line.Text == "Canceled").ToDictionary(line => line.Id, line => line.At);
        foreach (var line in _history[HistoryKind.Started].Where(line => canceled.TryGetValue(line.Id, out var at) && line.At > at + _rules.Clock))
        {
            _verdict.Violate("I15", $"run {line.Id} started after it had been canceled");
        }
    }

    // I6: only listed transitions; I5: fences strictly increase; I11: nothing is handed out before it is due.
    private void Transitions()
    {
        foreach (var move in _ledger.Moves)
        {
            var isListed = (move.OldState, move.NewState) switch
            {
                (null, Scheduled or Queued) => true,
                (Scheduled, Queued or Running or null) => true,
                (Queued, Running or null) => true,
                (Running, Scheduled or Queued or null) => true,
                _ => false,
            };
            if (!isListed)
            {
                _verdict.Violate("I6", $"run {move.Run} went from state {move.OldState} to {move.NewState}");
            }

            if (move.OldFence is { } old && move.NewFence is { } now && (move.NewState == Running ? now <= old : now < old))
            {
                _verdict.Violate("I5", $"the fence of run {move.Run} went from {old} to {now}");
            }

            if (move.NewState == Running && move.OldDue is { } due && move.At + _rules.Clock < due)
            {
                _verdict.Violate("I11", $"run {move.Run} was handed out {due - move.At} ms before it was due");
            }
        }
    }

    // I4: repeated starts are explained by losses, and losses by processes that ended or leases that expired.
    private void Starts()
    {
        foreach (var group in _history[HistoryKind.Started].GroupBy(line => (line.Id, line.Fence)).Where(group => group.Count() > 1))
        {
            _verdict.Violate("I4", $"run {group.Key.Id} started {group.Count()} times under fence {group.Key.Fence}");
        }

        foreach (var group in _history[HistoryKind.Started].GroupBy(line => line.Id))
        {
            var fences = group.OrderBy(line => line.At).Select(line => line.Fence).ToList();
            if (!fences.SequenceEqual(fences.Order()) && group.Select(line => line.Process).Distinct().Count() == 1)
            {
                _verdict.Violate("I5", $"run {group.Key} started under fences {string.Join(", ", fences)}, in this order");
            }
        }

        var redeliveries = _ledger.Runs.ToDictionary(run => run.Id, run => run.Redeliveries);
        _verdict.ExtraStarts = _history[HistoryKind.Started].GroupBy(line => line.Id)
            .Sum(group => Math.Max(0, group.Count() - 1 - redeliveries.GetValueOrDefault(group.Key) - Returned(group.Key)));
        foreach (var group in _history[HistoryKind.Effect].GroupBy(line => line.Id))
        {
            if (_runs.TryGetValue(group.Key, out var run) && group.Count() > 1 + run.Lost + Returned(run.Id))
            {
                _verdict.Violate("I4", $"run {run.Id} had its effect {group.Count()} times and was lost {run.Lost} times");
            }
        }

        var effects = _history[HistoryKind.Effect].Select(line => line.Id).ToHashSet();
        foreach (var run in _ledger.Runs.Where(run => run is { State: Ended, Status: 0 } && !effects.Contains(run.Id)))
        {
            _verdict.Violate("I2", $"run {run.Id} succeeded without its effect");
        }
    }

    // Hand-outs that were given back without an outcome, neither counted as lost nor as a redelivery.
    private int Returned(Guid id)
        => _moves[id].Count(move => move.OldState == Running && move.NewState is not null)
            - _moves[id].Where(move => move.OldState == Running).Select(move => move.Lost).DefaultIfEmpty(0).Max()
            - (_runs.TryGetValue(id, out var run) ? run.Redeliveries : 0) is > 0 and var returned ? returned : 0;
}
