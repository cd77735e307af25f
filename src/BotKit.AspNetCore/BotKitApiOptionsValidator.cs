using Microsoft.Extensions.Options;

namespace BotKit.AspNetCore;

[OptionsValidator]
internal sealed partial class BotKitApiOptionsValidator : IValidateOptions<BotKitApiOptions>;
