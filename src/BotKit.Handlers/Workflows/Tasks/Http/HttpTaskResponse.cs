using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Makes a Task's result of a response: what of it may go into a journal, and not more than fits.</summary>
internal static class HttpTaskResponse
{
    private const int Portion = 16 << 10;

    private static readonly string[] Shown = ["ETag", "Last-Modified", "Link", "Location", "Retry-After"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = HttpTaskDefaults.MaxDepth, AllowDuplicateProperties = false };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="WorkflowTaskException">It is too long, or no text.</exception>
    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        var content = response.Content;
        if (content.Headers.ContentEncoding.Count > 0)
        {
            throw new WorkflowTaskException(HttpErrors.InvalidResponse, "The response is compressed, and nobody asked for that.");
        }

        var bytes = await ReadAsync(content, maxBytes, cancellationToken).ConfigureAwait(false);
        return new JsonObject
        {
            ["StatusCode"] = (int)response.StatusCode,
            ["StatusText"] = response.ReasonPhrase,
            ["Headers"] = Headers(response),
            ["ResponseBody"] = bytes.Length == 0 ? null : Body(bytes, content.Headers.ContentType),
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var kept = new MemoryStream();
            var portion = new byte[Portion];
            for (int read; (read = await stream.ReadAsync(portion, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                if (kept.Length + read > maxBytes)
                {
                    throw TooLarge(maxBytes);
                }

                kept.Write(portion, 0, read);
            }

            return kept.GetBuffer().AsMemory(0, (int)kept.Length);
        }
    }

    private static WorkflowTaskException TooLarge(int maxBytes) => new(HttpErrors.TooLarge, $"The response has more than {maxBytes} bytes.");

    private static JsonObject Headers(HttpResponseMessage response)
    {
        var headers = new JsonObject();
        if (response.Content.Headers.ContentType is { } type)
        {
            headers["Content-Type"] = type.ToString();
        }

        foreach (var name in Shown)
        {
            if (response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values))
            {
                headers[name] = string.Join(", ", values);
            }
        }

        return headers;
    }

    private static JsonNode? Body(ReadOnlyMemory<byte> bytes, MediaTypeHeaderValue? type)
    {
        try
        {
            return type?.MediaType is { } name && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
                ? JsonNode.Parse(bytes.Span, documentOptions: Strict)
                : JsonValue.Create(EncodingOf(type).GetString(bytes.Span));
        }
        catch (JsonException)
        {
            throw new WorkflowTaskException(HttpErrors.InvalidResponse, "The response says that it is JSON, and is not, nests too deep or repeats a member.");
        }
        catch (ArgumentException)
        {
            throw new WorkflowTaskException(HttpErrors.InvalidResponse, "The response is no text, or in an encoding that is not known.");
        }
    }

    private static Encoding EncodingOf(MediaTypeHeaderValue? type)
        => type?.CharSet?.Trim('"').ToUpperInvariant() switch
        {
            null or "" or "UTF-8" or "UTF8" or "US-ASCII" => Utf8,
            "ISO-8859-1" => Encoding.Latin1,
            _ => throw new ArgumentException("The encoding is not known.", nameof(type)),
        };
}
