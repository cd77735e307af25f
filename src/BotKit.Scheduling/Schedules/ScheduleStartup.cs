using BotKit.Execution;
using BotKit.Scheduling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Schedules;

/// <summary>Looks at all that code and configuration say before anything is started, so that nothing is where it is not right.</summary>
internal sealed class ScheduleStartup(Func<ScheduleSource> source, BackgroundWork background, ILogger logger) : IBotLifecycle
{
    public BotLifecycleStage Stage => BotLifecycleStage.Store;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Apart: whoever makes the bots may be who starts this, and has not got them yet.
            await background.Run(async () => await source().LoadAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (BotConfigurationException exception)
        {
            Log.SchedulesInvalid(logger, string.Join(" ", exception.Errors));
            throw;
        }
    }

    public ValueTask DrainAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
