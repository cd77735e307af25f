using BotKit;
using BotKit.Handlers;
using BotKit.Handlers.Workflows;
using BotKit.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what Tasks of workflows do beside running bots.</summary>
public static class WorkflowTaskBuilderExtensions
{
    /// <summary>Adds the resource <c>http</c>: calls of web services, to allowed hosts only; at first none is.</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configure">Says which hosts may be called.</param>
    /// <returns>The same, to add more to it.</returns>
    public static IBotKitBuilder AddWorkflowHttpTasks(this IBotKitBuilder builder, Action<WorkflowHttpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<WorkflowHttpOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowHttpOptions>, WorkflowHttpOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowHttpOptions>, WorkflowHttpOptionsRules>());
        services.TryAddSingleton<HttpTaskHosts>();
        services.TryAddSingleton<HttpTaskClient>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskResource, HttpTask>(static provider => new HttpTask(
            provider.GetRequiredService<HttpTaskClient>(),
            provider.GetRequiredService<HttpTaskHosts>(),
            provider.GetRequiredService<IOptions<WorkflowHttpOptions>>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetService<ILogger<HttpTask>>() ?? NullLogger<HttpTask>.Instance)));
        return builder;
    }

    /// <summary>Adds the resource <c>http</c> for the hosts of a configuration section. Unknown keys and bad values stop the host at start, all of them listed at once.</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="section">The section, such as <c>Workflows:Http</c>.</param>
    /// <returns>The same, to add more to it.</returns>
    public static IBotKitBuilder AddWorkflowHttpTasks(this IBotKitBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddWorkflowHttpTasks(options => WorkflowHttpConfiguration.Read(section, options));
    }

    /// <summary>Adds the resource <c>email</c>: messages by way of <c>AddNotifications</c>.</summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configure">Says whom may be written to. Default nothing: everybody.</param>
    /// <returns>The same, to add more to it.</returns>
    public static IBotKitBuilder AddWorkflowEmailTasks(this IBotKitBuilder builder, Action<WorkflowEmailOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<WorkflowEmailOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowEmailOptions>, WorkflowEmailOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskResource, EmailTask>(static provider => new EmailTask(
            provider.GetRequiredService<IOptions<WorkflowEmailOptions>>(), provider.GetService<IEmailSender>())));
        return builder;
    }
}
