using Microsoft.Extensions.Options;

namespace BotKit;

/// <summary>What the attributes of the options say, as generated code.</summary>
[OptionsValidator]
internal sealed partial class BotOptionsValidator : IValidateOptions<BotOptions>;
