using BotKit;
using BotKit.Files;
using BotKit.Handlers;
using BotKit.Handlers.Analytics;
using BotKit.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the analytics bot.</summary>
public static class AnalyticsBotBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="AnalyticsBot"/> under the name <c>analytics</c>, with the datasets, figures, reports and recipients of a configuration
    /// section. Unknown keys and bad values stop the host at start, all of them listed at once. They can also be added in code with
    /// <c>Configure&lt;AnalyticsOptions&gt;</c>. Reports are sent by the <see cref="IEmailSender"/> of <c>AddNotifications</c>.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="analytics">The section, such as <c>Analytics</c>.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>analytics</c> is taken.</exception>
    public static IBotBuilder AddAnalyticsBot(this IBotKitBuilder builder, IConfiguration analytics)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(analytics);
        var services = builder.Services;
        services.AddOptions<AnalyticsOptions>().Configure(options => AnalyticsConfiguration.Read(analytics, options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnalyticsOptions>, AnalyticsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KpiCompiler>();
        services.TryAddSingleton<AnalysisCompiler>();
        services.TryAddSingleton<RowSources>();
        services.TryAddSingleton(static provider => new ReportPublisher(
            provider.GetRequiredService<IOptions<AnalyticsOptions>>(), provider.GetRequiredService<IBotFileStore>(), provider.GetService<IEmailSender>()));
        services.TryAddSingleton<IAnalyticsService, AnalyticsService>();
        return builder
            .UseJson(AnalyticsJson.Default)
            .AddBot<AnalyticsBot>("analytics", "Works out figures: KPIs, comparisons, cohorts, Pareto, trends, anomalies, forecasts, reports")
            .Validate<AnalyticsInputValidator>();
    }
}
