using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Scripted;

/// <summary>Hosts of the scripted bot.</summary>
internal static class Hosts
{
    public const string Bot = "scripted";

    public static BotTestHost<ScriptedBot> Of(
        Script script, Action<BotOptions>? options = null, Action<IBotBuilder>? bot = null, Action<IServiceCollection>? services = null)
        => BotTestHost.For<ScriptedBot>(
            builder =>
            {
                builder.Configure(options ?? (static _ => { }));
                bot?.Invoke(builder);
            },
            collection =>
            {
                collection.AddSingleton(script);
                services?.Invoke(collection);
            });

    /// <summary>A host whose bot is the script's only step.</summary>
    public static BotTestHost<ScriptedBot> Of(
        Script.Step step, Action<BotOptions>? options = null, Action<IBotBuilder>? bot = null, Action<IServiceCollection>? services = null)
        => Of(new Script(step), options, bot, services);

    /// <summary>Runs the bot so often, one run after the other.</summary>
    public static async Task<IReadOnlyList<BotResult<string>>> RunManyAsync(this BotTestHost<ScriptedBot> host, int count)
    {
        var results = new List<BotResult<string>>();
        for (var i = 0; i < count; i++)
        {
            results.Add(await host.RunAsync("go"));
        }

        return results;
    }
}
