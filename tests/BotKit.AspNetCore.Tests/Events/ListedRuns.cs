using BotKit.Ledger;

namespace BotKit.AspNetCore.Tests.Events;

/// <summary>A ledger of runs that a test makes up, the greatest id first. It can be listed and asked for a run, and nothing else.</summary>
internal sealed class ListedRuns : IBotLedger
{
    private readonly SortedDictionary<int, StoredRun> _runs = new(Comparer<int>.Create(static (one, other) => other.CompareTo(one)));

    public bool IsDurable => true;

    /// <summary>Puts a run in, or makes another one of it.</summary>
    public Guid Put(int number, RunState state = RunState.Queued)
    {
        var id = IdOf(number);
        _runs[number] = new()
        {
            ExecutionId = id,
            Bot = "lead",
            State = state,
            Status = state == RunState.Ended ? BotStatus.Succeeded : null,
            Trigger = BotTrigger.Queue,
            CreatedAt = DateTimeOffset.UnixEpoch,
            DueAt = DateTimeOffset.UnixEpoch,
        };
        return id;
    }

    public void Put(IEnumerable<int> numbers, RunState state = RunState.Queued)
    {
        foreach (var number in numbers)
        {
            Put(number, state);
        }
    }

    public void Clear() => _runs.Clear();

    public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken)
        => new(_runs.GetValueOrDefault(NumberOf(executionId)));

    public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken)
        => new(_runs.Values
            .Where(run => query.Before is not { } before || NumberOf(run.ExecutionId) < NumberOf(before))
            .Where(run => query.State is null || run.State == query.State)
            .Take(query.Count)
            .ToList());

    public void Record(in RunRecord run) => throw new NotSupportedException();

    public void RecordRefusal(string bot, string code, DateTimeOffset at) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    private static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);

    private static int NumberOf(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
