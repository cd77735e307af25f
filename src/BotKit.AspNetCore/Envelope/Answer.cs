using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Envelope;

/// <summary>What the API answers a call with.</summary>
internal abstract class Answer(int statusCode)
{
    public int StatusCode { get; } = statusCode;

    /// <summary>What the header Retry-After says; <see langword="null"/> without one.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Header fields beyond those that every answer has.</summary>
    public List<(string Name, string Value)>? Headers { get; init; }

    protected abstract string ContentType { get; }

    protected abstract void Write(Utf8JsonWriter writer, TimeProvider clock);

    /// <summary>Writes the answer. Nothing is sent before all of it could be made.</summary>
    public virtual async Task WriteAsync(HttpContext context)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            Write(writer, context.RequestServices.GetRequiredService<TimeProvider>());
        }

        var response = context.Response;
        response.StatusCode = StatusCode;
        response.ContentType = ContentType;
        response.ContentLength = body.WrittenCount;
        NoStore(response);
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Seconds.Of(wait).ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in Headers ?? [])
        {
            response.Headers[name] = value;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
        }
    }

    protected static void NoStore(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
