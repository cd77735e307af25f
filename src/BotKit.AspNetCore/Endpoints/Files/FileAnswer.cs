using System.Text.Json;
using BotKit.AspNetCore.Envelope;
using BotKit.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>
/// A file's bytes, or those of a range. Somebody may have put anything into it, so a browser keeps it and does not show it; one that
/// shows it all the same gives it no scripts and no origin.
/// </summary>
internal sealed class FileAnswer(BotFile file, Stream content) : Answer(200)
{
    protected override string ContentType => file.ContentType;

    public override async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        NoStore(response);
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        await using (content.ConfigureAwait(false))
        {
            await TypedResults.Stream(
                content,
                file.ContentType,
                file.Name,
                file.CreatedAt,
                new EntityTagHeaderValue($"\"{file.Sha256}\""),
                enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
        }

        if (!response.HasStarted && response.StatusCode is StatusCodes.Status412PreconditionFailed or StatusCodes.Status416RangeNotSatisfiable)
        {
            await Problem.Of(response.StatusCode, BotErrorCodes.InvalidRequest, response.StatusCode == StatusCodes.Status412PreconditionFailed
                ? "The file is not the one that the call is about."
                : "The file has no such range.").WriteAsync(context).ConfigureAwait(false);
        }
    }

    protected override void Write(Utf8JsonWriter writer, TimeProvider clock) => throw new NotSupportedException();
}
