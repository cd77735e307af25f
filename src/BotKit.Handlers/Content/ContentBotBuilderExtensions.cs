using BotKit;
using BotKit.Handlers;
using BotKit.Handlers.Content;
using BotKit.Handlers.Content.Models;
using BotKit.Handlers.Content.Operations;
using BotKit.Handlers.Content.Templates;
using BotKit.Ledger;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the content bot.</summary>
public static class ContentBotBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="ContentBot"/> under the name <c>content</c>. A registered <see cref="IContentGenerator"/> or
    /// <see cref="IContentOperations"/> is used as it is; where an <see cref="IChatClient"/> is registered, a model writes.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configure">Voices, templates, limits, gates, model and budget. Default nothing.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>content</c> is taken.</exception>
    public static IBotBuilder AddContentBot(this IBotKitBuilder builder, Action<ContentOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<ContentOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ContentOptions>, ContentOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ContentOptions>, ContentOptionsRules>());
        services.TryAddSingleton<ContentSettings>();
        services.TryAddSingleton<TemplateLibrary>();
        services.TryAddSingleton(static provider => new LiquidEngine(provider.GetRequiredService<ContentSettings>(), Clock(provider)));
        services.TryAddSingleton<TemplateContentGenerator>();
        services.TryAddSingleton(static provider => new PieceMemory(provider.GetRequiredService<IBotDataStore>(), provider.GetRequiredService<ContentSettings>()));
        services.TryAddSingleton(static provider => new BudgetKeeper(provider.GetRequiredService<IBotDataStore>(), provider.GetRequiredService<ContentSettings>()));
        services.TryAddSingleton(Generator);
        services.TryAddSingleton(static provider => new ContentWriter(
            provider.GetRequiredService<IContentGenerator>(),
            provider.GetRequiredService<TemplateContentGenerator>(),
            provider.GetRequiredService<PieceMemory>(),
            provider.GetRequiredService<ContentSettings>(),
            Clock(provider)));
        services.TryAddSingleton<ContentChecker>();
        services.TryAddSingleton<ContentRenderer>();
        services.TryAddSingleton<CalendarPlanner>();
        services.TryAddSingleton<IContentOperations, ContentOperations>();
        return builder
            .UseJson(ContentJson.Default)
            .AddBot<ContentBot>(ContentDefaults.Bot, "Writes pieces from briefs, checks texts, fills templates in, plans campaigns")
            .Validate<ContentInputValidator>();
    }

    /// <summary>
    /// Adds <see cref="ContentBot"/> under the name <c>content</c>, with the options of a configuration section. Unknown keys and bad values
    /// stop the host at start, all of them listed at once.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="content">The section with members of <see cref="ContentOptions"/>, such as <c>Content</c>.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>content</c> is taken.</exception>
    public static IBotBuilder AddContentBot(this IBotKitBuilder builder, IConfiguration content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return builder.AddContentBot(options => ContentConfiguration.Read(content, options));
    }

    private static IContentGenerator Generator(IServiceProvider provider)
    {
        var templates = provider.GetRequiredService<TemplateContentGenerator>();
        return provider.GetService<IChatClient>() is { } client
            ? new ModelContentGenerator(
                client,
                templates,
                provider.GetRequiredService<BudgetKeeper>(),
                provider.GetRequiredService<ContentSettings>(),
                Clock(provider),
                provider.GetService<ILogger<ModelContentGenerator>>() ?? NullLogger<ModelContentGenerator>.Instance)
            : templates;
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
