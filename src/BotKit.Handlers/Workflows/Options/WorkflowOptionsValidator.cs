using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>Checks the annotations of the options.</summary>
[OptionsValidator]
internal sealed partial class WorkflowOptionsValidator : IValidateOptions<WorkflowOptions>;
