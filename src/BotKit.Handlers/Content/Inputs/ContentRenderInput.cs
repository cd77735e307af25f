using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>Asks for a configured template, filled in with data; the answer is a <see cref="ContentRendering"/>.</summary>
public sealed record ContentRenderInput : ContentInput
{
    /// <summary>The configured name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>
    /// The values that the template names; at most 256 KiB of JSON, nested at most 8 deep. Texts are escaped for Markdown. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Data { get; init; }

    /// <summary>The language of numbers and dates, as a two-letter code. Default <c>en</c>.</summary>
    public string? Language { get; init; }
}
