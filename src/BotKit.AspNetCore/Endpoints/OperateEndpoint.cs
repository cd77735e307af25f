using BotKit.AspNetCore.Envelope;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Pauses and resumes bots, and holds or closes their circuits. Each can be repeated without harm.</summary>
internal sealed class OperateEndpoint(IBotManager manager, AuditTrail audit, ILogger<OperateEndpoint> logger)
{
    public async ValueTask<Answer> PauseAsync(ApiCall call)
    {
        if (manager.Find(call.Bot) is not { } bot)
        {
            return Problem.UnknownBot();
        }

        var (pause, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.PauseBody).ConfigureAwait(false);
        if (pause is null)
        {
            return problem!;
        }

        if (pause.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        Log.Operated(logger, "pause", bot.Name, call.Caller.Name);
        await manager.PauseAsync(bot.Name, pause.Reason, call.Caller.Name, pause.Duration, call.Aborted).ConfigureAwait(false);
        await audit.AppendAsync(call, "pause", bot.Name, note: pause.ToNote()).ConfigureAwait(false);
        return StateOf(bot);
    }

    public ValueTask<Answer> ResumeAsync(ApiCall call) => ChangeAsync(call, "resume", manager.ResumeAsync);

    public ValueTask<Answer> IsolateAsync(ApiCall call) => ChangeAsync(call, "isolate", manager.IsolateAsync);

    public ValueTask<Answer> ResetAsync(ApiCall call) => ChangeAsync(call, "reset", manager.ResetAsync);

    private async ValueTask<Answer> ChangeAsync(ApiCall call, string operation, Func<string, CancellationToken, ValueTask> change)
    {
        if (manager.Find(call.Bot) is not { } bot)
        {
            return Problem.UnknownBot();
        }

        Log.Operated(logger, operation, bot.Name, call.Caller.Name);
        await change(bot.Name, call.Aborted).ConfigureAwait(false);
        await audit.AppendAsync(call, operation, bot.Name).ConfigureAwait(false);
        return StateOf(bot);
    }

    private JsonAnswer<BotStateAnswerBody> StateOf(BotDescriptor bot)
        => new(new(bot.Name, BotStateBody.Of(manager.GetState(bot.Name))), ApiJson.Default.BotStateAnswerBody);
}
