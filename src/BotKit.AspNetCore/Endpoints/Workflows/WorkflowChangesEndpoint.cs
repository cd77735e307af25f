using BotKit.AspNetCore.Envelope;
using BotKit.Json;
using BotKit.Ledger;
using BotKit.Workflows;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Signals, pauses and resumes runs of workflows. Each can be repeated without harm.</summary>
internal sealed class WorkflowChangesEndpoint(
    RunFinder finder, AuditTrail audit, ILogger<WorkflowChangesEndpoint> logger, IBotWorkflows? workflows = null)
{
    private const string Unsaid = "The store did not say whether it was done.";

    public async ValueTask<Answer> SignalAsync(ApiCall call)
    {
        if (Refuse(call, out var id) is { } refused)
        {
            return refused;
        }

        var (signal, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.SignalBody).ConfigureAwait(false);
        if (signal is null)
        {
            return problem!;
        }

        if (signal.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        try
        {
            return await SignalAsync(call, id, signal).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            return ApiBody.Invalid([new("$.payload", "Must be JSON that goes from one state to the next: not too long, and not too deep.", FieldCodes.OutOfRange)]);
        }
    }

    private ValueTask<Answer> SignalAsync(ApiCall call, Guid id, SignalBody signal)
        => ChangeAsync(
            call, id, "workflow_signal", "Signaled", signal.Name,
            it => it.SignalAsync(id, signal.Name, signal.PayloadJson(), call.Caller.Name, call.Aborted));

    public async ValueTask<Answer> PauseAsync(ApiCall call)
    {
        if (Refuse(call, out var id) is { } refused)
        {
            return refused;
        }

        var (pause, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.WorkflowPauseBody).ConfigureAwait(false);
        if (pause is null)
        {
            return problem!;
        }

        if (pause.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        return await ChangeAsync(
            call, id, "workflow_pause", "Paused", pause.Reason, it => it.PauseAsync(id, pause.Reason, call.Caller.Name, call.Aborted)).ConfigureAwait(false);
    }

    public async ValueTask<Answer> ResumeAsync(ApiCall call)
        => Refuse(call, out var id)
            ?? await ChangeAsync(call, id, "workflow_resume", "Resumed", null, it => it.ResumeAsync(id, call.Caller.Name, call.Aborted)).ConfigureAwait(false);

    private Problem? Refuse(ApiCall call, out Guid id)
    {
        id = RunFinder.IdOf(call) ?? Guid.Empty;
        return workflows is null ? WorkflowProblems.NoWorkflows() : id == Guid.Empty ? RunFinder.Unknown() : null;
    }

    private async ValueTask<Answer> ChangeAsync(
        ApiCall call, Guid id, string action, string change, string? note, Func<IBotWorkflows, ValueTask<WorkflowAnswer>> ask)
    {
        Log.RunOperated(logger, action, id, call.Caller.Name);
        var bot = await finder.FindBotAsync(id).ConfigureAwait(false);
        WorkflowAnswer answer;
        try
        {
            answer = await ask(workflows!).ConfigureAwait(false);
        }
        catch (BotStoreException exception) when (exception.IsOutcomeUnknown)
        {
            await audit.AppendAsync(call, action, bot, id, note is null ? Unsaid : $"{note}. {Unsaid}").ConfigureAwait(false);
            throw;
        }

        switch (answer)
        {
            case WorkflowAnswer.Done:
                await audit.AppendAsync(call, action, bot, id, note).ConfigureAwait(false);
                return new JsonAnswer<WorkflowChangeBody>(new(id, change), ApiJson.Default.WorkflowChangeBody, 202)
                {
                    Headers = [("Location", call.LocationOf(id))],
                };
            case WorkflowAnswer.UnknownRun:
                return finder.Missing(id);
            default:
                return WorkflowProblems.Of(answer, bot, id);
        }
    }
}
