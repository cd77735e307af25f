using BotKit;
using BotKit.Handlers;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the bots of this package, all at once.</summary>
public static class BvBotsBuilderExtensions
{
    /// <summary>
    /// Adds all bots of this package under their names: <see cref="DatabaseBot"/> with the section <c>Databases</c>, <see cref="LeadBot"/>
    /// with <c>Leads</c>, <see cref="AnalyticsBot"/> with <c>Analytics</c>, <see cref="ContentBot"/> with <c>Content</c> and
    /// <see cref="WorkflowBot"/> with <c>Workflows</c>. A section that is not there leaves its bot with the defaults. Unknown keys and bad
    /// values stop the host at start.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configuration">What has the sections: the host's configuration, or a section of it.</param>
    /// <returns>The same builder, to add more.</returns>
    /// <exception cref="InvalidOperationException">One of the names is taken.</exception>
    public static IBotKitBuilder AddBvBots(this IBotKitBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.AddDatabaseBot(configuration.GetSection("Databases"));
        builder.AddLeadBot(configuration.GetSection("Leads"));
        builder.AddAnalyticsBot(configuration.GetSection("Analytics"));
        builder.AddContentBot(configuration.GetSection("Content"));
        builder.AddWorkflowBot(configuration.GetSection("Workflows"));
        return builder;
    }
}
