using BotKit;
using BotKit.Handlers;
using BotKit.Handlers.Workflows;
using BotKit.Handlers.Workflows.Graphs;
using BotKit.Ledger;
using BotKit.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the workflow bot.</summary>
public static class WorkflowBotBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="WorkflowBot"/> under the name <c>workflow</c>. Definitions that cannot run stop the host at the start, with all that is
    /// wrong listed. A run may take 1 hour without waiting and be lost with its process 100 times; change that with <c>Configure</c>.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="configure">Adds the workflows.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>workflow</c> is taken.</exception>
    public static IBotBuilder AddWorkflowBot(this IBotKitBuilder builder, Action<WorkflowOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<WorkflowOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowOptions>, WorkflowOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskResource, BotTask>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskResource, WorkflowTask>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskResource, SignalTask>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, WorkflowStartup>());
        services.TryAddSingleton<WorkflowNames>();
        services.TryAddSingleton<WorkflowSettings>();
        services.TryAddSingleton<WorkflowMask>();
        services.TryAddSingleton<ActiveWorkflows>();
        services.TryAddSingleton(static provider => new TaskResources(provider.GetServices<ITaskResource>()));
        services.TryAddSingleton<WorkflowCatalog>();
        services.TryAddSingleton<WorkflowSignals>();
        services.TryAddSingleton<RunRecords>();
        services.TryAddSingleton<WorkflowOrigins>();
        services.TryAddSingleton(static provider => new WorkflowRunServices(
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<TaskResources>(),
            provider.GetRequiredService<WorkflowCatalog>(),
            provider.GetRequiredService<WorkflowSignals>(),
            provider.GetRequiredService<WorkflowSettings>(),
            provider.GetRequiredService<WorkflowMask>()));
        services.TryAddSingleton<WorkflowCancellation>();
        services.TryAddSingleton<WorkflowStarter>();
        services.TryAddSingleton<IWorkflowOperations, WorkflowOperations>();
        services.TryAddSingleton<WorkflowBots>();
        services.TryAddSingleton<IWorkflowGraphRenderer, WorkflowGraphRenderer>();
        services.TryAddSingleton<IBotWorkflows>(static provider => new WorkflowControl(
            provider.GetRequiredService<IBotLedger>(),
            provider.GetRequiredService<WorkflowBots>(),
            provider.GetRequiredService<RunRecords>(),
            provider.GetRequiredService<WorkflowCatalog>(),
            provider.GetRequiredService<WorkflowSignals>(),
            provider.GetRequiredService<ActiveWorkflows>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        return builder
            .UseJson(WorkflowJson.Default)
            .AddBot<WorkflowBot>(WorkflowDefaults.Bot, "Runs workflows: tasks, choices, branches, waits, retries, compensation, kept step by step")
            .Validate<WorkflowInputValidator>()
            .Configure(static options =>
            {
                options.TotalTimeout = WorkflowDefaults.TotalTimeout;
                options.Queue.MaxLost = WorkflowDefaults.MaxLost;
            });
    }

    /// <summary>
    /// Adds <see cref="WorkflowBot"/> under the name <c>workflow</c>, with the options of a configuration section: members of
    /// <see cref="WorkflowOptions"/>, <c>Folder</c> with the definitions (<see cref="WorkflowOptions.AddFolder"/>; a relative path counts from
    /// the current directory), and, where they are there, <c>Http</c> (<see cref="WorkflowHttpOptions"/>) and <c>Email</c>
    /// (<see cref="WorkflowEmailOptions"/>), which add these tasks. Unknown keys and bad values stop the host at start, all of them listed at once.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <param name="workflows">The section, such as <c>Workflows</c>.</param>
    /// <returns>The bot, to add more to it.</returns>
    /// <exception cref="InvalidOperationException">The name <c>workflow</c> is taken.</exception>
    public static IBotBuilder AddWorkflowBot(this IBotKitBuilder builder, IConfiguration workflows)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(workflows);
        if (workflows.GetSection(WorkflowConfiguration.Http) is var http && http.Exists())
        {
            builder.AddWorkflowHttpTasks(http);
        }

        if (workflows.GetSection(WorkflowConfiguration.Email) is var email && email.Exists())
        {
            builder.AddWorkflowEmailTasks(options => WorkflowConfiguration.ReadEmail(email, options));
        }

        return builder.AddWorkflowBot(options => WorkflowConfiguration.Read(workflows, options));
    }
}
