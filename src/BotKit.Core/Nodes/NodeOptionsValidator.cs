using Microsoft.Extensions.Options;

namespace BotKit.Nodes;

[OptionsValidator]
internal sealed partial class NodeOptionsValidator : IValidateOptions<NodeOptions>;
