using BotKit.Ledger;

namespace BotKit.Testing.Tests;

/// <summary>A ledger that remembers what it was asked.</summary>
internal sealed class InMemoryLedgerOfATest : IBotLedger
{
    public List<string> Asked { get; } = [];

    public bool IsDurable => true;

    public void Record(in RunRecord run) => Asked.Add("record");

    public void RecordRefusal(string bot, string code, DateTimeOffset at) => Asked.Add("refusal");

    public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken) => Answer<StoredRun?>("find", null);

    public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken) => Answer<IReadOnlyList<StoredRun>>("list", []);

    public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken)
        => Answer<IReadOnlyList<RunHandOut>>("hand-outs", []);

    public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken) => Answer("erase", true);

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
        => Answer<IReadOnlyList<RefusalRecord>>("refusals", []);

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => Answer<IReadOnlyList<RunRollup>>("rollups", []);

    public ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
        => Answer("begin", new RunBegin(KeyOutcome.Won, run.ExecutionId, 1));

    public ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken) => Answer("end", true);

    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => Answer<StoredEnvelope?>("wait", null);

    private ValueTask<T> Answer<T>(string question, T answer)
    {
        Asked.Add(question);
        return new(answer);
    }
}
