using Microsoft.Extensions.Options;

namespace BotKit.Storage.Sqlite;

[OptionsValidator]
internal sealed partial class SqliteStoreOptionsValidator : IValidateOptions<SqliteStoreOptions>;
