using System.Collections.Concurrent;

namespace BotKit.Handlers.Workflows;

/// <summary>The runs that are at work in this process, so that news reach them at once.</summary>
internal sealed class ActiveWorkflows
{
    private readonly ConcurrentDictionary<Guid, WorkflowRun> _runs = new();

    public IDisposable Enter(WorkflowRun run)
    {
        _runs[run.Id] = run;
        return new Stay(this, run);
    }

    public WorkflowRun? Find(Guid run) => _runs.GetValueOrDefault(run);

    public bool IsActive(Guid run) => _runs.ContainsKey(run);

    /// <summary>Tells a run that there is something in the store for it.</summary>
    public void Nudge(Guid run)
    {
        if (_runs.TryGetValue(run, out var turn))
        {
            turn.Nudge();
        }
    }

    private sealed class Stay(ActiveWorkflows active, WorkflowRun run) : IDisposable
    {
        public void Dispose() => active._runs.TryRemove(KeyValuePair.Create(run.Id, run));
    }
}
