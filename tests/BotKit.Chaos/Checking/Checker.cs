using BotKit.Chaos.History;

namespace BotKit.Chaos.Checking;

/// <summary>Holds what happened against what must never happen. It knows the history, the tables, and nothing of BotKit.</summary>
internal sealed partial class Checker
{
    private const int Scheduled = 0;
    private const int Queued = 1;
    private const int Running = 2;
    private const int Ended = 3;

    private const int Canceled = 4;
    private const int Dead = 6;

    private const int MaxLost = 3;
    private const int MaxRedeliveries = 3;
    private const int MinuteOfRetention = 60_000;

    private readonly ChaosRules _rules;
    private readonly Verdict _verdict = new();
    private readonly ILookup<HistoryKind, HistoryLine> _history;
    private readonly LedgerTables _ledger;
    private readonly Dictionary<Guid, LedgerRun> _runs = [];
    private readonly ILookup<Guid, LedgerMove> _moves;
    private readonly HashSet<Guid> _parked;

    public Checker(IEnumerable<HistoryLine> history, LedgerTables ledger, ChaosRules rules)
    {
        _rules = rules;
        _ledger = ledger;
        _history = history.ToLookup(line => line.Kind);
        _moves = ledger.Moves.ToLookup(move => move.Run);
        _parked = [.. _history[HistoryKind.Acknowledged].Where(line => line.N < 0).Select(line => line.Id)];
        foreach (var run in ledger.Runs)
        {
            if (!_runs.TryAdd(run.Id, run))
            {
                _verdict.Violate("I1", $"run {run.Id} is in the ledger and was deleted from it");
            }
        }
    }

    public Verdict Check()
    {
        Accepted();
        Phantoms();
        Keys();
        Ends();
        Transitions();
        Starts();
        Limits();
        Counters();
        Purges();
        Parked();
        Recoveries();
        return _verdict;
    }

    // I1, I25: what was acknowledged is there and has ended.
    private void Accepted()
    {
        var lost = new HashSet<Guid>();
        foreach (var line in _history[HistoryKind.Acknowledged])
        {
            if (!_runs.ContainsKey(line.Id))
            {
                _verdict.Violate("I25", $"run {line.Id} (submission {line.N}) was acknowledged and is not in the ledger");
                lost.Add(line.Id);
            }
        }

        foreach (var run in _ledger.Runs.Where(run => run.State != Ended && !IsParked(run)))
        {
            _verdict.Violate("I1", $"run {run.Id} (submission {run.N}) is in state {run.State} after the drain");
            lost.Add(run.Id);
        }

        _verdict.Lost = lost.Count;
    }

    // I2: what is there was submitted, and what ran was handed out.
    private void Phantoms()
    {
        var attempted = _history[HistoryKind.Attempt].Select(line => line.N).ToHashSet();
        foreach (var run in _ledger.Runs.Where(run => !IsParked(run) && !attempted.Contains(run.N)))
        {
            _verdict.Violate("I2", $"run {run.Id} has the number {run.N}, which nobody submitted");
            _verdict.Phantom++;
        }

        var handOuts = _ledger.Moves.Where(move => move.NewState == Running).Select(move => (move.Run, move.NewFence)).ToHashSet();
        foreach (var line in _history[HistoryKind.Started].Where(line => !handOuts.Contains((line.Id, line.Fence))))
        {
            _verdict.Violate("I2", $"run {line.Id} started under fence {line.Fence}, which no hand-out gave");
            _verdict.Phantom++;
        }
    }

    // I3, I9: one run for each key and for each submission, and one answer for all who submitted it.
    private void Keys()
    {
        foreach (var group in _ledger.Runs.Where(run => run.Key is not null && run.Status != Canceled).GroupBy(run => (run.Bot, run.Key)).Where(group => group.Count() > 1))
        {
            _verdict.Violate("I3", $"key {group.Key.Key} has {group.Count()} runs");
            _verdict.Doubled += group.Count() - 1;
        }

        foreach (var group in _ledger.Runs.Where(run => run.Key is null && !IsParked(run)).GroupBy(run => run.N).Where(group => group.Count() > 1))
        {
            _verdict.Violate("I3", $"submission {group.Key} has {group.Count()} runs");
            _verdict.Doubled += group.Count() - 1;
        }

        foreach (var group in _history[HistoryKind.Acknowledged].Where(line => line.N >= 0).GroupBy(line => line.N))
        {
            var ids = group.Select(line => line.Id).Distinct().ToList();
            if (ids.Count(id => !_runs.TryGetValue(id, out var run) || run.Status != Canceled) > 1)
            {
                _verdict.Violate("I9", $"submission {group.Key} was acknowledged with {ids.Count} ids");
            }
        }
    }

    private bool IsParked(LedgerRun run) => run.N < 0 || _parked.Contains(run.Id);
}
