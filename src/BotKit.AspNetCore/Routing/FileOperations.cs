using BotKit.AspNetCore.Envelope;
using BotKit.Files;
using static BotKit.AspNetCore.Endpoints.ApiParameter;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What the API does with files.</summary>
internal static class FileOperations
{
    /// <summary>The form of a file's id, as a regular expression of JSON Schema.</summary>
    public static readonly string IdPattern = $"^[0-9a-v]{{{FileId.Length}}}$";

    public static readonly ApiOperation List = new("listFiles", "Lists files, newest first")
    {
        Query =
        [
            new("bot", "Only files that this bot wrote."),
            Id("executionId", "Only files that this run wrote."),
            new("before", "The value of next of the page before.", $$"""{"type":"string","pattern":"{{IdPattern}}"}"""),
            Number("count", "Files at most.", 1, 1_000, 50),
        ],
        Answer = ApiJson.Default.FileListBody,
        Problems = [503],
    };

    public static readonly ApiOperation Upload = new("uploadFile", "Keeps the body as a file, whose id inputs of bots may name")
    {
        Query = [new("name", "Its name; instead of that in Content-Disposition.")],
        Headers = [new("Content-Disposition", "Its name, as in: attachment; filename=\"leads.csv\".")],
        TakesFile = true,
        Answer = ApiJson.Default.FileBody,
        Success = [201],
        SuccessHeaders = [(201, new("Location", "Where the file is found."))],
        Problems = [408, 413, 415, 503, 507],
        Changes = true,
    };

    public static readonly ApiOperation Download = new("downloadFile", "Gives out a file, or a range of it")
    {
        Headers =
        [
            new("Range", "Which bytes of it, as in: bytes=0-1023."),
            new("If-Range", "The ETag of which they shall be; otherwise all of it comes."),
            new("If-None-Match", "The ETag that the caller has."),
        ],
        GivesFile = true,
        Success = [200, 206, 304],
        SuccessHeaders = [(200, Tag), (206, Tag), (206, new("Content-Range", "Which bytes these are.")), (304, Tag)],
        Problems = [404, 412, 416, 503],
    };

    public static readonly ApiOperation Delete = new("deleteFile", "Deletes a file")
    {
        Answer = ApiJson.Default.FileBody,
        Problems = [404, 503],
        Changes = true,
    };

    private static ApiParameter Tag => new("ETag", "The SHA-256 of the whole file in hexadecimal, in quotation marks.");
}
