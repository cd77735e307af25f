using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>
/// What the workflow bot is asked to do. In JSON, <c>operation</c> says which: <c>{"operation":"start","workflow":"order","input":{…}}</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(WorkflowStartInput), "start")]
[JsonDerivedType(typeof(WorkflowValidateInput), "validate")]
[JsonDerivedType(typeof(WorkflowListInput), "list")]
public abstract record WorkflowInput
{
    private protected WorkflowInput()
    {
    }
}
