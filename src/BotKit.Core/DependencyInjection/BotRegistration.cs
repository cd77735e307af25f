using System.Text.Json.Nodes;
using BotKit.Errors;
using BotKit.Execution;
using BotKit.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.DependencyInjection;

/// <summary>One registered bot: what was said of it, and how its runner is made.</summary>
internal abstract class BotRegistration(string name, string? description)
{
    public string Name { get; } = name;

    public string? Description { get; } = description;

    public abstract Type BotType { get; }

    public abstract Type InputType { get; }

    public abstract Type ResultType { get; }

    public List<ErrorRule> ErrorRules { get; } = [];

    public List<Func<BotContext, BotDelegate, CancellationToken, ValueTask>> Middleware { get; } = [];

    /// <summary>The version of the input's shape.</summary>
    public int PayloadVersion { get; set; } = 1;

    /// <summary>Turns inputs of older versions into the current one.</summary>
    public Func<JsonNode, int, JsonNode>? Upgrade { get; set; }

    /// <summary>Adds a validator after checking that it validates the bot's input.</summary>
    public abstract void AddValidator(Type validator, ServiceLifetime lifetime);

    public abstract BotRunner CreateRunner(IServiceProvider services, BotOptions options, RunServices shared, StateSynchronizer states, ErrorClassifier errors);
}
