using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What an operation of the workflow bot gave. In JSON, <c>operation</c> says which one it was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(WorkflowOutcome), "start")]
[JsonDerivedType(typeof(WorkflowValidation), "validate")]
[JsonDerivedType(typeof(WorkflowListing), "list")]
public abstract record WorkflowResult
{
    private protected WorkflowResult()
    {
    }

    /// <summary>Whether this is only what would be done.</summary>
    public required bool DryRun { get; init; }
}
