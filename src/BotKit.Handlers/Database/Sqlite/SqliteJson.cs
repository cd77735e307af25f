using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Database;

/// <summary>How requests and responses are written between a host and the probe program.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SqliteRequest))]
[JsonSerializable(typeof(SqliteResponse))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<JsonElement>>))]
internal sealed partial class SqliteJson : JsonSerializerContext;
