using Microsoft.Extensions.Options;

namespace BotKit.Scheduling;

[OptionsValidator]
internal sealed partial class SchedulingOptionsValidator : IValidateOptions<SchedulingOptions>;
