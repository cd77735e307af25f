using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Limits;
using BotKit.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Takes a file. Its bytes go to the store as they come; nothing of it is held here.</summary>
internal sealed class FileUploadEndpoint(IBotFileStore files, AuditTrail audit, ILogger<FileUploadEndpoint> logger)
{
    public async ValueTask<Answer> UploadAsync(ApiCall call)
    {
        var request = call.Http.Request;
        var limit = call.Options.MaxFileBytes;
        if ((RequestBody.RefuseEncoding(request) ?? RefuseForm(request)) is { } refused)
        {
            return refused;
        }

        var (name, problem) = NameOf(request);
        if (problem is not null)
        {
            return problem;
        }

        if (request.ContentLength > limit)
        {
            return TooLarge(limit);
        }

        // The server's own limit is smaller, and counts the frames of chunks as well; what is read here is counted here.
        if (call.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null;
        }

        try
        {
            var description = new BotFileDescription(name ?? "", request.ContentType ?? "") { Bytes = request.ContentLength };
            var file = await files.SaveAsync(
                description, (stream, token) => RequestBody.CopyAsync(call.Http, stream, limit, token), call.Aborted).ConfigureAwait(false);
            Log.FileOperated(logger, "upload", file.Id, call.Caller.Name);
            await audit.AppendAsync(call, "file_upload", note: FileNotes.Of(file)).ConfigureAwait(false);
            return new JsonAnswer<FileBody>(FileBody.Of(file), ApiJson.Default.FileBody, 201)
            {
                Headers = [("Location", $"{call.Prefix}/files/{file.Id}")],
            };
        }
        catch (BotException exception) when (exception.Code == BotErrorCodes.FileTooLarge)
        {
            return Problem.Of(413, exception.Code, exception.Message);
        }
        catch (BotException exception) when (exception.Code == BotErrorCodes.FileStoreFull)
        {
            Log.FilesFull(logger, exception);
            return Problem.Of(507, exception.Code, exception.Message);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(limit);
        }
    }

    private static Problem TooLarge(long limit)
        => Problem.Of(413, BotErrorCodes.FileTooLarge, $"The file must not have more than {limit} bytes.");

    // A form is an envelope around the file, and what other sites' pages can send.
    private static Problem? RefuseForm(HttpRequest request)
        => request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
            ? Problem.Of(415, BotErrorCodes.UnsupportedMediaType, "The body must be the file itself, not a form around it.")
            : null;

    private static (string? Name, Problem? Problem) NameOf(HttpRequest request)
    {
        var query = new ApiQuery(request);
        var name = query.Text("name");
        if (name is not null || query.Problem is not null)
        {
            return (name, query.Problem);
        }

        if (request.Headers.ContentDisposition is not { Count: > 0 } said)
        {
            return (null, null);
        }

        return said.Count == 1 && ContentDispositionHeaderValue.TryParse(said[0], out var disposition)
            ? ((disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString(), null)
            : (null, Problem.Malformed("Content-Disposition is not well-formed, as in: attachment; filename=\"leads.csv\"."));
    }
}
