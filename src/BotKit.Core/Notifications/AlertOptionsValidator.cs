using Microsoft.Extensions.Options;

namespace BotKit.Notifications;

[OptionsValidator]
internal sealed partial class AlertOptionsValidator : IValidateOptions<AlertOptions>;
