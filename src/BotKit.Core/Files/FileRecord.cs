using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Json;

namespace BotKit.Files;

/// <summary>What is written beside a file's bytes. Its name is the id, so it does not hold that.</summary>
internal sealed record FileRecord(
    int Version,
    string Name,
    string ContentType,
    long Bytes,
    string Sha256,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string? Bot,
    Guid? ExecutionId)
{
    public const int MaxBytes = 16 << 10;
    private const int Written = 1;

    public static byte[] Write(BotFile file)
        => JsonSerializer.SerializeToUtf8Bytes(
            new FileRecord(
                Written, file.Name, file.ContentType, file.Bytes, file.Sha256, file.CreatedAt, file.ExpiresAt!.Value, file.Bot, file.ExecutionId),
            FileJson.Default.FileRecord);

    /// <returns>The file; <see langword="null"/> when this is no record of one.</returns>
    public static BotFile? Read(string id, ReadOnlyMemory<byte> json)
        => StrictJson.TryRead(json, FileJson.Default.FileRecord, out var record, out _, out _) && record is { Version: Written, Bytes: >= 0 }
            // Who can write here may also have written what was never cleaned.
            ? new(id, FileTexts.NameOf(record.Name), FileTexts.TypeOf(record.ContentType), record.Bytes, record.Sha256, record.CreatedAt)
            {
                ExpiresAt = record.ExpiresAt,
                Bot = record.Bot,
                ExecutionId = record.ExecutionId,
            }
            : null;
}

/// <summary>Records are read strictly: what is unknown, repeated or missing is no record.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 4)]
[JsonSerializable(typeof(FileRecord))]
internal sealed partial class FileJson : JsonSerializerContext;
