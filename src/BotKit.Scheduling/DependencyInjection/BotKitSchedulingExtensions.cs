using BotKit;
using BotKit.Scheduling;
using BotKit.Scheduling.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds work that runs later to BotKit.</summary>
public static class BotKitSchedulingExtensions
{
    /// <summary>
    /// Adds the queue's worker: what <c>EnqueueAsync</c> accepted runs on this node, as soon as it is due. It may be called several
    /// times. The options are validated when the host starts.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configure">Changes the options; <see langword="null"/> keeps the defaults.</param>
    public static IBotKitBuilder AddScheduling(this IBotKitBuilder builder, Action<SchedulingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SchedulingServices.Add(builder.Services);
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        return builder;
    }
}
