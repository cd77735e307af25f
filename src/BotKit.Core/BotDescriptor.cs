using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit;

/// <summary>What is known of a registered bot without running it.</summary>
public sealed class BotDescriptor
{
    private readonly Lazy<JsonElement?> _inputSchema;

    private readonly string _registeredDescription;

    internal BotDescriptor(string? description, Func<JsonElement?> inputSchema)
    {
        _registeredDescription = description ?? "";
        _inputSchema = new(inputSchema);
    }

    /// <summary>The bot's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence; from its registration or options. Default empty.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The class that does the work.</summary>
    public required Type BotType { get; init; }

    /// <summary>What it takes.</summary>
    public required Type InputType { get; init; }

    /// <summary>What it returns.</summary>
    public required Type ResultType { get; init; }

    /// <summary>The version of its input's shape, from 1. Queued inputs of older versions are upgraded, newer ones wait for a node that knows them. Default 1.</summary>
    public int PayloadVersion { get; internal init; } = 1;

    /// <summary>How its input is read from JSON; <see langword="null"/> when no resolver knows the type.</summary>
    public JsonTypeInfo? InputJson { get; internal init; }

    /// <summary>
    /// The input's JSON Schema (draft 2020-12), made from the type and its FluentValidation rules; <see langword="null"/> when
    /// no resolver knows the type.
    /// </summary>
    public JsonElement? InputSchema => _inputSchema.Value;

    /// <summary>How its result is written as JSON; <see langword="null"/> when no resolver knows the type.</summary>
    public JsonTypeInfo? ResultJson { get; internal init; }

    /// <summary>Takes the description of the options; without one, the registered one holds.</summary>
    internal void Describe(string? description) => Description = description ?? _registeredDescription;
}
