using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Workflows;

/// <summary>Knows which bots are workflow bots. The manager is looked up late, because it starts what is looked up here.</summary>
internal sealed class WorkflowBots(IServiceProvider services)
{
    private IBotManager? _manager;

    public IBotManager Manager => _manager ??= services.GetRequiredService<IBotManager>();

    public bool Contains(string bot) => Manager.Find(bot)?.InputType == typeof(WorkflowInput);
}
