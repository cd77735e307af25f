using BotKit.AspNetCore.Envelope;
using BotKit.Workflows;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Shows how far a workflow's run has come, as JSON or as a drawing.</summary>
internal sealed class WorkflowGraphEndpoint(RunFinder finder, IBotWorkflows? workflows = null, IWorkflowGraphRenderer? renderer = null)
{
    private const string Json = "application/json";

    public async ValueTask<Answer> ReadAsync(ApiCall call)
    {
        if (workflows is null)
        {
            return WorkflowProblems.NoWorkflows();
        }

        if (RunFinder.IdOf(call) is not { } id)
        {
            return RunFinder.Unknown();
        }

        if (await workflows.ReadGraphAsync(id, call.Aborted).ConfigureAwait(false) is not { } graph)
        {
            var (run, missing) = await finder.FindAsync(call).ConfigureAwait(false);
            return missing ?? (run!.IsErased ? WorkflowProblems.Erased(run) : WorkflowProblems.NotAWorkflow(run.Bot, id));
        }

        return renderer is not null && WantsDrawing(call.Http.Request)
            ? new SvgAnswer(renderer.RenderSvg(graph))
            : new JsonAnswer<WorkflowGraphBody>(WorkflowGraphBody.Of(graph), ApiJson.Default.WorkflowGraphBody) { Headers = [("Vary", "Accept")] };
    }

    /// <summary>Whether a drawing is preferred to JSON (RFC 9110, section 12.5.1), as by an image of a page.</summary>
    private static bool WantsDrawing(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return Quality(SvgAnswer.MediaType) > Quality(Json);

        // The most specific range that matches says it.
        double Quality(string type)
            => accept.Where(range => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) || range.MatchesAllTypes || (range.MatchesAllSubTypes && type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase)))
                .OrderByDescending(static range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2)
                .Select(static range => range.Quality ?? 1)
                .FirstOrDefault();
    }
}
