using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What the API does with runs of workflows.</summary>
internal static class WorkflowOperations
{
    private static readonly int[] Body = [408, 413, 415, 422];

    public static readonly ApiOperation Graph = new("readWorkflowGraph", "Shows how far a workflow's run has come, as JSON or as a drawing")
    {
        Headers = [new("Accept", "image/svg+xml asks for a drawing.")],
        Answer = ApiJson.Default.WorkflowGraphBody,
        GivesDrawing = true,
        Problems = [404, 410, 501, 503],
    };

    public static readonly ApiOperation Signal = Change("signalWorkflow", "Tells a workflow's run of an outside event") with
    {
        Body = RequestJson.Default.SignalBody,
        Problems = [.. Body, 404, 409, 410, 501, 503],
    };

    public static readonly ApiOperation Pause = Change("pauseWorkflow", "Stops a workflow's run at its next state") with
    {
        Body = RequestJson.Default.WorkflowPauseBody,
        Problems = [.. Body, 404, 409, 410, 501, 503],
    };

    public static readonly ApiOperation Resume = Change("resumeWorkflow", "Lets a paused workflow's run go on");

    public static readonly ApiOperation Restart = new("restartWorkflow", "Queues a new run that begins at a state of one that has ended")
    {
        Headers = [ApiOperations.Key],
        Body = RequestJson.Default.WorkflowRestartBody,
        IsBodyOptional = true,
        Answer = ApiJson.Default.AcceptedBody,
        Success = [202],
        SuccessHeaders = [ApiOperations.Location],
        Problems = [.. Body, 404, 409, 410, 501, 503],
        Changes = true,
    };

    private static ApiOperation Change(string id, string summary) => new(id, summary)
    {
        Answer = ApiJson.Default.WorkflowChangeBody,
        Success = [202],
        SuccessHeaders = [ApiOperations.Location],
        Problems = [404, 409, 410, 501, 503],
        Changes = true,
    };
}
