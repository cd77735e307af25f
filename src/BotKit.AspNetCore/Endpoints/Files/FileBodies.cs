using System.Text.Json.Serialization;
using BotKit.Files;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of files; <paramref name="Next"/> is the value of <c>before</c> that gives the next one.</summary>
internal sealed record FileListBody(
    IReadOnlyList<FileBody> Files, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>One file as it is written, without its bytes.</summary>
internal sealed record FileBody(
    string Id,
    string Name,
    string ContentType,
    long Bytes,
    string Sha256,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    string? Bot,
    Guid? ExecutionId)
{
    public static FileBody Of(BotFile file)
        => new(file.Id, file.Name, file.ContentType, file.Bytes, file.Sha256, file.CreatedAt, file.ExpiresAt, file.Bot, file.ExecutionId);
}
