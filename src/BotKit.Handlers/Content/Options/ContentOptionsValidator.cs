using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Content;

/// <summary>Checks the annotations of the options.</summary>
[OptionsValidator]
internal sealed partial class ContentOptionsValidator : IValidateOptions<ContentOptions>;
