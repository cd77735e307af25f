using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Database;

/// <summary>The JSON contracts of the database bot, so that it needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DatabaseInput))]
[JsonSerializable(typeof(DatabaseResult))]
internal sealed partial class DatabaseJson : JsonSerializerContext;
