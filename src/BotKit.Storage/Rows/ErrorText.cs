using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Storage.Rows;

/// <summary>A run's error as it is stored: JSON, beside its code in a column of its own.</summary>
internal static class ErrorText
{
    public static string? Write(BotError? error)
        => error is null ? null : JsonSerializer.Serialize(error, StorageJson.Default.BotError);

    /// <summary>Reads an error; a torn one becomes an error of its code.</summary>
    public static BotError? Read(string? json, string? code, long at)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, StorageJson.Default.BotError);
        }
        catch (JsonException)
        {
            return new BotError(code ?? BotErrorCodes.Unhandled, "The stored error cannot be read.", BotSeverity.Standard, Instants.From(at));
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BotError))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StorageJson : JsonSerializerContext;
