using Microsoft.Extensions.Options;

namespace BotKit.Notifications.Options;

[OptionsValidator]
internal sealed partial class NotificationOptionsValidator : IValidateOptions<NotificationOptions>;

[OptionsValidator]
internal sealed partial class SmtpOptionsValidator : IValidateOptions<SmtpOptions>;

[OptionsValidator]
internal sealed partial class WebhookChannelOptionsValidator : IValidateOptions<WebhookChannelOptions>;
