using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Limits;
using BotKit.Json;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Pauses and resumes bots, and holds or closes their circuits. Each can be repeated without harm.</summary>
internal sealed class OperateEndpoint(IBotManager manager, ILogger<OperateEndpoint> logger)
{
    public async ValueTask<Answer> PauseAsync(ApiCall call)
    {
        if (manager.Find(call.Bot) is not { } bot)
        {
            return Problem.UnknownBot();
        }

        if (RequestBody.RefuseType(call.Http.Request) is { } wrongType)
        {
            return wrongType;
        }

        var limit = call.Options.MaxBodyBytes;
        if (await RequestBody.ReadAsync(call.Http, limit).ConfigureAwait(false) is not { } body)
        {
            return RequestBody.TooLarge(limit);
        }

        if (!StrictJson.TryRead(body, RequestJson.Default.PauseBody, out var pause, out var problems, out var isMalformed))
        {
            return isMalformed
                ? Problem.Of(400, BotErrorCodes.MalformedJson, "The body is not well-formed JSON.", details: problems)
                : Problem.Of(422, BotErrorCodes.InvalidInput, "The body is not valid.", details: problems);
        }

        problems = pause.FindProblems();
        if (problems.Count > 0)
        {
            return Problem.Of(422, BotErrorCodes.InvalidInput, "The body is not valid.", details: problems);
        }

        Log.Operated(logger, "pause", bot.Name, call.Caller.Name);
        await manager.PauseAsync(bot.Name, pause.Reason, call.Caller.Name, pause.Duration, call.Aborted).ConfigureAwait(false);
        return StateOf(bot);
    }

    public ValueTask<Answer> ResumeAsync(ApiCall call) => ChangeAsync(call, "resume", manager.ResumeAsync);

    public ValueTask<Answer> IsolateAsync(ApiCall call) => ChangeAsync(call, "circuit/isolate", manager.IsolateAsync);

    public ValueTask<Answer> ResetAsync(ApiCall call) => ChangeAsync(call, "circuit/reset", manager.ResetAsync);

    private async ValueTask<Answer> ChangeAsync(ApiCall call, string operation, Func<string, CancellationToken, ValueTask> change)
    {
        if (manager.Find(call.Bot) is not { } bot)
        {
            return Problem.UnknownBot();
        }

        Log.Operated(logger, operation, bot.Name, call.Caller.Name);
        await change(bot.Name, call.Aborted).ConfigureAwait(false);
        return StateOf(bot);
    }

    private JsonAnswer<BotStateAnswerBody> StateOf(BotDescriptor bot)
        => new(new(bot.Name, BotStateBody.Of(manager.GetState(bot.Name))), ApiJson.Default.BotStateAnswerBody);
}
