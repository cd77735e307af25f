using BotKit.Diagnostics;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Notifications;
using BotKit.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Testing;

/// <summary>Makes contexts of runs that do not happen.</summary>
internal static class ContextFactory
{
    public static BotContext Create<TInput, TResult>(BotTestHost host, string bot, TInput input, in RunArguments arguments)
    {
        var services = host.Services;
        var shared = new RunServices(
            host.Clock,
            services.GetRequiredService<ContextScopes>(),
            NullLogger.Instance,
            services.GetRequiredService<BotKitMetrics>(),
            services.GetRequiredService<IBotLedger>(),
            services.GetRequiredService<RunLogRecorder>(),
            services.GetRequiredService<LogCapture>(),
            services.GetRequiredService<AlertCenter>(),
            new ChildRuns(services.GetRequiredService<BotCatalogue>));
        var now = host.Clock.GetUtcNow();
        var run = new BotRun<TInput, TResult>(services.GetRequiredService<BotCatalogue>().Get(bot).Runtime, shared);
        run.Begin(ExecutionIds.Create(now), arguments, now, host.Clock.GetTimestamp());
        run.TypedInput = input;
        return run.Context;
    }
}
