using System.Text;
using System.Text.Json.Nodes;
using BotKit.Gates;
using BotKit.Pipeline;
using BotKit.State;

namespace BotKit.Execution;

/// <summary>What registration knows of a bot, and how its stages are put together.</summary>
internal sealed record PipelineComposer<TInput, TResult>(
    Func<IServiceProvider, BaseBot<TInput, TResult>> Activate,
    InputBinder<TInput> Binder,
    InputValidation<TInput>? Validation,
    IReadOnlyList<Func<BotContext, BotDelegate, CancellationToken, ValueTask>> Middleware,
    IProbeStore? Probes,
    bool CapturesLogs,
    bool TakesLogScopes,
    HeldRunServices Held,
    Func<JsonNode, int, JsonNode>? Upgrades = null)
{
    /// <summary>Turns an input of an older version into one of the current version.</summary>
    public ReadOnlyMemory<byte> Upgrade(ReadOnlyMemory<byte> input, int version)
    {
        if (Upgrades is null)
        {
            return input;
        }

        var old = JsonNode.Parse(input.Span) ?? throw new InvalidOperationException("There is no input to upgrade.");
        return Encoding.UTF8.GetBytes(Upgrades(old, version).ToJsonString());
    }

    /// <summary>Composes the stages, innermost first; what the options turn off is left out.</summary>
    public RunStage Compose(BotRuntime bot, RunServices services)
    {
        var options = bot.Options;
        var retry = options.Repeatable && options.Retry.MaxRetries > 0 ? new AttemptRetry(options.Retry, services.Clock) : null;
        RunStage stage = new AttemptStage<TInput, TResult>(Activate, options.AttemptTimeout, retry);
        if (options.TotalTimeout is { } total)
        {
            stage = new TotalTimeoutStage(bot, new MonotonicClock(services.Clock), total, stage);
        }

        stage = new CircuitStage(bot, Probes, stage);
        for (var i = Middleware.Count - 1; i >= 0; i--)
        {
            stage = new MiddlewareStage(Middleware[i], stage);
        }

        stage = new InputStage<TInput, TResult>(Binder, Validation, stage);
        return new TelemetryStage(new ErrorStage(stage), CapturesLogs, TakesLogScopes);
    }
}
