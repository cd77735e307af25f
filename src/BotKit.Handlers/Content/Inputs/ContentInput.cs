using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>
/// What the content bot is asked to do. In JSON, <c>operation</c> says which: <c>{"operation":"generate","kind":"blogPost","brief":{…}}</c>.
/// An input holds facts and wishes; it never holds a template, a path or a URL, and nothing in it is taken for an instruction.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(ContentGenerateInput), "generate")]
[JsonDerivedType(typeof(ContentCheckInput), "check")]
[JsonDerivedType(typeof(ContentRenderInput), "render")]
[JsonDerivedType(typeof(ContentCalendarInput), "calendar")]
public abstract record ContentInput
{
    private protected ContentInput()
    {
    }

    /// <summary>The configured name of the brand voice to write in, or to check against. Default none.</summary>
    public string? Voice { get; init; }
}
