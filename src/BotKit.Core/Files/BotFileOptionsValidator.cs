using Microsoft.Extensions.Options;

namespace BotKit.Files;

[OptionsValidator]
internal sealed partial class BotFileOptionsValidator : IValidateOptions<BotFileOptions>;
