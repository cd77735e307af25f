using System.Text;
using BotKit.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests;

/// <summary>Workflows that answer as the test says, and remember what they were asked for.</summary>
internal sealed class FakeWorkflows : IBotWorkflows, IWorkflowGraphRenderer
{
    public List<string> Calls { get; } = [];

    public WorkflowAnswer Answer { get; set; }

    public WorkflowRestart Restart { get; set; } = WorkflowRestart.Refused(WorkflowAnswer.NotEnded);

    public Exception? Failure { get; set; }

    public WorkflowGraph? Graph { get; set; }

    public void Register(IServiceCollection services) => services.AddSingleton<IBotWorkflows>(this).AddSingleton<IWorkflowGraphRenderer>(this);

    public ValueTask<WorkflowGraph?> ReadGraphAsync(Guid executionId, CancellationToken cancellationToken)
        => Failure is null ? new(Graph) : throw Failure;

    public ValueTask<WorkflowAnswer> SignalAsync(
        Guid executionId, string name, ReadOnlyMemory<byte> utf8Json, string by, CancellationToken cancellationToken)
        => Say($"signal {executionId} {name} {Encoding.UTF8.GetString(utf8Json.Span)} {by}");

    public ValueTask<WorkflowAnswer> PauseAsync(Guid executionId, string reason, string by, CancellationToken cancellationToken)
        => Say($"pause {executionId} {reason} {by}");

    public ValueTask<WorkflowAnswer> ResumeAsync(Guid executionId, string by, CancellationToken cancellationToken)
        => Say($"resume {executionId} {by}");

    public ValueTask<bool> TryCancelAsync(Guid executionId, string? bot, CancellationToken cancellationToken) => new(false);

    public ValueTask<WorkflowRestart> RestartAsync(Guid executionId, string? fromState, BotRunOptions? options, CancellationToken cancellationToken)
    {
        Calls.Add($"restart {executionId} {fromState ?? "-"} {options?.IdempotencyKey ?? "-"} {options?.Caller}");
        return Failure is null ? new(Restart) : throw Failure;
    }

    public string RenderSvg(WorkflowGraph graph) => $"<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{graph.Bot}</title></svg>";

    private ValueTask<WorkflowAnswer> Say(string call)
    {
        Calls.Add(call);
        return Failure is null ? new(Answer) : throw Failure;
    }
}
