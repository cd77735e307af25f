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

        return await ChangeAsync(
            call, "pause", bot, pause.ToNote(), (name, token) => manager.PauseAsync(name, pause.Reason, call.Caller.Name, pause.Duration, token)).ConfigureAwait(false);
    }

    public ValueTask<Answer> ResumeAsync(ApiCall call) => ChangeAsync(call, "resume", manager.ResumeAsync);

    public ValueTask<Answer> IsolateAsync(ApiCall call) => ChangeAsync(call, "isolate", manager.IsolateAsync);

    public ValueTask<Answer> ResetAsync(ApiCall call) => ChangeAsync(call, "reset", manager.ResetAsync);

    private ValueTask<Answer> ChangeAsync(ApiCall call, string operation, Func<string, CancellationToken, ValueTask> change)
        => manager.Find(call.Bot) is { } bot ? ChangeAsync(call, operation, bot, null, change) : new(Problem.UnknownBot());

    // It takes effect here before it is stored: neither a caller that leaves nor a store that fails takes that back.
    private async ValueTask<Answer> ChangeAsync(
        ApiCall call, string operation, BotDescriptor bot, string? note, Func<string, CancellationToken, ValueTask> change)
    {
        Log.Operated(logger, operation, bot.Name, call.Caller.Name);
        var isStored = false;
        try
        {
            await change(bot.Name, CancellationToken.None).ConfigureAwait(false);
            isStored = true;
        }
        finally
        {
            note = isStored ? note : $"{note} (not stored: of this node only)".TrimStart();
            await audit.AppendAsync(call, operation, bot.Name, note: note).ConfigureAwait(false);
        }

        return StateOf(bot);
    }

    private JsonAnswer<BotStateAnswerBody> StateOf(BotDescriptor bot)
        => new(new(bot.Name, BotStateBody.Of(manager.GetState(bot.Name))), ApiJson.Default.BotStateAnswerBody);
}
