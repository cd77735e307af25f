using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Leads;

/// <summary>Checks the annotations of the options.</summary>
[OptionsValidator]
internal sealed partial class LeadOptionsValidator : IValidateOptions<LeadOptions>;
