using BotKit.AspNetCore.Envelope;
using BotKit.Json;
using BotKit.Ledger;
using BotKit.Workflows;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Why something cannot be done with a workflow's run.</summary>
internal static class WorkflowProblems
{
    public static Problem NoWorkflows()
        => Problem.Of(501, BotErrorCodes.NoWorkflows, "This host has no workflow bot: add one with AddWorkflowBot of BotKit.Handlers.");

    public static Problem NotAWorkflow(string? bot, Guid id)
        => Problem.Of(404, BotErrorCodes.NotAWorkflow, "The run is not one of a workflow.").About(bot, id);

    public static Problem Erased(StoredRun run)
        => Problem.Of(410, BotErrorCodes.RunPurged, "The run was erased.").About(run.Bot, run.ExecutionId);

    /// <summary>Of a run that the port knows.</summary>
    public static Problem Of(WorkflowAnswer answer, string? bot, Guid id)
        => (answer switch
        {
            WorkflowAnswer.NotAWorkflow => NotAWorkflow(bot, id),
            WorkflowAnswer.Ended => Problem.Of(409, BotErrorCodes.RunEnded, "The run has ended."),
            WorkflowAnswer.NotEnded => Problem.Of(409, BotErrorCodes.RunNotEnded, "The run has not ended yet."),
            WorkflowAnswer.AlreadySignaled => Problem.Of(409, BotErrorCodes.SignalConflict, "The same signal with another payload waits to be used."),
            WorkflowAnswer.TooManySignals => Problem.Of(409, BotErrorCodes.SignalLimit, "As many signals of the run as may be wait to be used."),
            WorkflowAnswer.UnknownState => ApiBody.Invalid([new("$.fromState", "Must be a state that the run entered, outside of Parallel and Map.", FieldCodes.OutOfRange)]),
            WorkflowAnswer.NotRestartable => Problem.Of(409, BotErrorCodes.NotReplayable, "What it takes to begin anew is not there any more."),
            _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "It is no problem."),
        }).About(bot, id);
}
