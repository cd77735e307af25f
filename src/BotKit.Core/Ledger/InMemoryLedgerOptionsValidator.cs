using Microsoft.Extensions.Options;

namespace BotKit.Ledger;

[OptionsValidator]
internal sealed partial class InMemoryLedgerOptionsValidator : IValidateOptions<InMemoryLedgerOptions>;
