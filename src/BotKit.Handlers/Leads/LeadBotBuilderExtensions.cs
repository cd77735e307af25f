using BotKit;
using BotKit.Files;
using BotKit.Handlers;
using BotKit.Handlers.Leads;
using BotKit.Ledger;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the lead bot.</summary>
public static class LeadBotBuilderExtensions
{
    /// <summary>Adds <see cref="LeadBot"/> under the name <c>lead</c>. A registered <see cref="ILeadOperations"/> is used as it is.</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configure">Changes how much it may hold and keep. Default nothing.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>lead</c> is taken.</exception>
    public static IBotBuilder AddLeadBot(this IBotKitBuilder builder, Action<LeadOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<LeadOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LeadOptions>, LeadOptionsValidator>());
        services.TryAddSingleton<LeadSettings>();
        services.TryAddSingleton(static provider => new LeadFiles(provider.GetRequiredService<IBotFileStore>()));
        services.TryAddSingleton<LeadImporter>();
        services.TryAddSingleton<LeadNormaliser>();
        services.TryAddSingleton(static provider => new LeadModelStore(provider.GetRequiredService<IBotDataStore>()));
        services.TryAddSingleton(static provider => new LeadTrainer(
            provider.GetRequiredService<LeadFiles>(),
            provider.GetRequiredService<LeadModelStore>(),
            provider.GetRequiredService<LeadSettings>(),
            Clock(provider)));
        services.TryAddSingleton<LeadDeduplicator>();
        services.TryAddSingleton<LeadUnmerger>();
        services.TryAddSingleton<LeadEvaluator>();
        services.TryAddSingleton<LeadScorer>();
        services.TryAddSingleton<LeadSegmenter>();
        services.TryAddSingleton(static provider => new LeadRouter(
            provider.GetRequiredService<LeadFiles>(), new RouteStore(provider.GetRequiredService<IBotDataStore>()), Clock(provider)));
        services.TryAddSingleton<LeadExporter>();
        services.TryAddSingleton<ILeadOperations, LeadOperations>();
        return builder
            .UseJson(LeadJson.Default)
            .AddBot<LeadBot>(LeadDefaults.Bot, "Works on leads: import, normalisation, duplicates, scores with reasons, segments, routing, export")
            .Validate<LeadInputValidator>();
    }

    /// <summary>
    /// Adds <see cref="LeadBot"/> under the name <c>lead</c>, with the options of a configuration section. Unknown keys and bad values stop
    /// the host at start, all of them listed at once.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="leads">The section with members of <see cref="LeadOptions"/>, such as <c>Leads</c>.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>lead</c> is taken.</exception>
    public static IBotBuilder AddLeadBot(this IBotKitBuilder builder, IConfiguration leads)
    {
        ArgumentNullException.ThrowIfNull(leads);
        return builder.AddLeadBot(options => LeadConfiguration.Read(leads, options));
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
