using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>One query that may be asked of a database; its SQL is not told.</summary>
public sealed record DatabaseQueryCatalogItem
{
    /// <summary>The name to ask for it by.</summary>
    public required string Name { get; init; }

    /// <summary>What it answers, as configured; <see langword="null"/>, and left out of JSON, where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>The names of its parameters, all of which must be given.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>The most rows it gives.</summary>
    public required int MaxRows { get; init; }

    /// <summary>How long it may take, in seconds.</summary>
    public required double TimeoutSeconds { get; init; }
}
