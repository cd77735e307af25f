using BotKit;
using BotKit.Files;
using BotKit.Handlers;
using BotKit.Handlers.Leads;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the lead bot.</summary>
public static class LeadBotBuilderExtensions
{
    /// <summary>Adds <see cref="LeadBot"/> under the name <c>lead</c>. A registered <see cref="ILeadOperations"/> is used as it is.</summary>
    /// <param name="builder">BotKit.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>lead</c> is taken.</exception>
    public static IBotBuilder AddLeadBot(this IBotKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(static provider => new LeadFiles(provider.GetRequiredService<IBotFileStore>()));
        services.TryAddSingleton<LeadImporter>();
        services.TryAddSingleton<LeadNormaliser>();
        services.TryAddSingleton<LeadExporter>();
        services.TryAddSingleton<ILeadOperations, LeadOperations>();
        return builder
            .UseJson(LeadJson.Default)
            .AddBot<LeadBot>("lead", "Works on leads: import, normalisation, duplicates, scores with reasons, segments, routing, export")
            .Validate<LeadInputValidator>();
    }
}
