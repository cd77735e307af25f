using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What an operation of the content bot gave. In JSON, <c>operation</c> says which one it was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(ContentGeneration), "generate")]
[JsonDerivedType(typeof(ContentCheck), "check")]
[JsonDerivedType(typeof(ContentRendering), "render")]
[JsonDerivedType(typeof(ContentCalendar), "calendar")]
public abstract record ContentResult
{
    private protected ContentResult()
    {
    }

    /// <summary>Whether it was a dry run: no model was asked, and nothing was kept.</summary>
    public required bool DryRun { get; init; }
}
