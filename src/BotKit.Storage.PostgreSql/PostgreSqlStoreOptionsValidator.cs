using Microsoft.Extensions.Options;

namespace BotKit.Storage.PostgreSql;

[OptionsValidator]
internal sealed partial class PostgreSqlStoreOptionsValidator : IValidateOptions<PostgreSqlStoreOptions>;
