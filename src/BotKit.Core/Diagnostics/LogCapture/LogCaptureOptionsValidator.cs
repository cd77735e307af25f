using Microsoft.Extensions.Options;

namespace BotKit.Diagnostics;

[OptionsValidator]
internal sealed partial class LogCaptureOptionsValidator : IValidateOptions<LogCaptureOptions>;
