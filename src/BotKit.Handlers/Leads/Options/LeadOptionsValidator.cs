using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Leads;

/// <summary>Checks what the configuration said, and the annotations of the options.</summary>
internal sealed partial class LeadOptionsValidator : IValidateOptions<LeadOptions>
{
    private static readonly Annotations Rules = new();

    public ValidateOptionsResult Validate(string? name, LeadOptions options)
    {
        var errors = options.ConfigurationErrors.Concat(Rules.Validate(name, options).Failures ?? []).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    [OptionsValidator]
    private sealed partial class Annotations : IValidateOptions<LeadOptions>;
}
