using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>Asks for the rows of a configured query; the answer is a <see cref="DatabaseQueryResult"/>.</summary>
public sealed record DatabaseQueryInput : DatabaseInput
{
    /// <summary>The configured name of the query; its case does not matter.</summary>
    public required string Query { get; init; }

    /// <summary>
    /// A value for each of the query's parameters, by name without its prefix: a number, a text, true, false or null.
    /// At most 100; <see langword="null"/> for none. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
}
