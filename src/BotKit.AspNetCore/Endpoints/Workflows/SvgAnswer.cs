using System.Text;
using System.Text.Json;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A drawing. Its texts come from whoever wrote the workflow, so a browser that shows it gives it no scripts and no origin.</summary>
internal sealed class SvgAnswer(string svg) : Answer(200)
{
    public const string MediaType = "image/svg+xml";

    protected override string ContentType => MediaType + "; charset=utf-8";

    public override async Task WriteAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetBytes(svg);
        var response = context.Response;
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        NoStore(response);
        response.Headers.Vary = "Accept";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    protected override void Write(Utf8JsonWriter writer, TimeProvider clock) => throw new NotSupportedException();
}
