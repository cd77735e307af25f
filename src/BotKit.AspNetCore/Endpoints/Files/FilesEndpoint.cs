using BotKit.AspNetCore.Envelope;
using BotKit.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Lists, gives out and deletes files.</summary>
internal sealed class FilesEndpoint(IBotFileStore files, AuditTrail audit, ILogger<FilesEndpoint> logger)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var which = new BotFileQuery
        {
            Bot = query.Text("bot"),
            ExecutionId = query.Id("executionId"),
            Before = query.Text("before", FileId.Length),
            Count = query.Number("count", DefaultCount, MaxCount),
        };
        if (which.Before is { } before && !FileId.IsWellFormed(before))
        {
            query.Refuse("before is the id of a file.");
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await files.ListAsync(which, call.Aborted).ConfigureAwait(false);
        var next = page.Count == which.Count ? page[^1].Id : null;
        return new JsonAnswer<FileListBody>(new([.. page.Select(FileBody.Of)], next), ApiJson.Default.FileListBody);
    }

    public async ValueTask<Answer> DownloadAsync(ApiCall call)
    {
        if (await files.FindAsync(IdOf(call), call.Aborted).ConfigureAwait(false) is not { } file
            || await files.OpenReadAsync(file.Id, call.Aborted).ConfigureAwait(false) is not { } content)
        {
            return Unknown();
        }

        try
        {
            if (!HttpMethods.IsHead(call.Http.Request.Method))
            {
                Log.FileOperated(logger, "download", file.Id, call.Caller.Name);
                await audit.DemandAsync(call, "file_download", file.Bot, file.ExecutionId, FileNotes.Of(file)).ConfigureAwait(false);
            }

            return new FileAnswer(file, content);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask<Answer> DeleteAsync(ApiCall call)
    {
        if (await files.FindAsync(IdOf(call), call.Aborted).ConfigureAwait(false) is not { } file)
        {
            return Unknown();
        }

        Log.FileOperated(logger, "delete", file.Id, call.Caller.Name);
        if (!await files.DeleteAsync(file.Id, call.Aborted).ConfigureAwait(false))
        {
            return Unknown();
        }

        await audit.AppendAsync(call, "file_delete", file.Bot, file.ExecutionId, FileNotes.Of(file)).ConfigureAwait(false);
        return new JsonAnswer<FileBody>(FileBody.Of(file), ApiJson.Default.FileBody);
    }

    private static string IdOf(ApiCall call) => call.Http.GetRouteValue("id") as string ?? "";

    private static Problem Unknown() => Problem.Of(404, BotErrorCodes.UnknownFile, "There is no file of that id.");
}
