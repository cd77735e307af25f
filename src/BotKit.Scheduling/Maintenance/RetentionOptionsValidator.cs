using BotKit.Ledger;
using Microsoft.Extensions.Options;

namespace BotKit.Scheduling.Maintenance;

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
