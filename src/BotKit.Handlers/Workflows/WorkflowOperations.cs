using System.Text.Json;

namespace BotKit.Handlers.Workflows;

/// <summary>Sends each operation to what does it.</summary>
internal sealed class WorkflowOperations(WorkflowCatalog catalog, WorkflowStarter starter) : IWorkflowOperations
{
    private const int MaxProblems = 1_000;

    public ValueTask<WorkflowResult> RunAsync(WorkflowInput input, BotContext context, CancellationToken cancellationToken) => input switch
    {
        WorkflowStartInput start => starter.RunAsync(start, context, cancellationToken),
        WorkflowValidateInput validate => new(Validate(validate, context.IsDryRun)),
        WorkflowListInput => new(List(context.IsDryRun)),
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    public ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        _ = catalog.Current;
        return catalog.CheckAsync(cancellationToken);
    }

    private WorkflowValidation Validate(WorkflowValidateInput input, bool isDryRun)
    {
        WorkflowDefinition? definition;
        IReadOnlyList<WorkflowProblem> problems;
        if (input.Definition is { } given)
        {
            problems = catalog.Check("definition", JsonSerializer.SerializeToUtf8Bytes(given, WorkflowJson.Default.JsonElement), out definition);
        }
        else
        {
            definition = catalog.Find(input.Workflow!)
                ?? throw WorkflowFailure.Of(WorkflowErrorCodes.WorkflowUnknown, $"There is no workflow '{input.Workflow}'.");
            problems = definition.Warnings;
        }

        return new WorkflowValidation
        {
            DryRun = isDryRun,
            Workflow = input.Workflow,
            Version = definition?.Version,
            IsValid = definition is not null,
            Problems = [.. problems.Take(MaxProblems)],
        };
    }

    private WorkflowListing List(bool isDryRun) => new()
    {
        DryRun = isDryRun,
        Workflows = [.. catalog.Current.Values.OrderBy(static it => it.Name, StringComparer.Ordinal).Select(static it => new WorkflowEntry(
            it.Name, it.Version, it.Comment, it.States.Count,
            [.. it.States.OfType<TaskState>().Select(static task => task.Resource).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))],
    };
}
