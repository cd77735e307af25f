using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>Checks what the configuration said, and the annotations of the options.</summary>
internal sealed partial class WorkflowEmailOptionsValidator : IValidateOptions<WorkflowEmailOptions>
{
    private static readonly Annotations Rules = new();

    public ValidateOptionsResult Validate(string? name, WorkflowEmailOptions options)
    {
        var errors = options.ConfigurationErrors.Concat(Rules.Validate(name, options).Failures ?? []).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    [OptionsValidator]
    private sealed partial class Annotations : IValidateOptions<WorkflowEmailOptions>;
}
