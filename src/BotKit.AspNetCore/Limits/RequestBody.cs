using System.Buffers;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BotKit.AspNetCore.Limits;

/// <summary>Reads a JSON body of limited length.</summary>
internal static class RequestBody
{
    private const int FirstRead = 4 << 10;

    private const int CopiedAtOnce = 64 << 10;

    /// <returns>Why the body is not read: it is of another type or encoding; <see langword="null"/> when it may be.</returns>
    public static Problem? RefuseType(HttpRequest request)
        => RefuseEncoding(request)
            ?? (IsJson(request.ContentType)
                ? null
                : Problem.Of(415, BotErrorCodes.UnsupportedMediaType, "The body must be JSON in UTF-8: Content-Type: application/json."));

    /// <returns>Why the body is not read: it is compressed; <see langword="null"/> when it may be.</returns>
    public static Problem? RefuseEncoding(HttpRequest request)
        => request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity"
            ? Problem.Of(415, BotErrorCodes.UnsupportedMediaType, "The body must not be compressed.")
            : null;

    /// <summary>Passes a body on as it comes.</summary>
    /// <exception cref="BotException">It is longer than allowed.</exception>
    public static async ValueTask CopyAsync(HttpContext context, Stream target, long limit, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(CopiedAtOnce);
        try
        {
            var total = 0L;
            while (await ReadAsync(context, buffer).ConfigureAwait(false) is > 0 and var count)
            {
                total += count;
                if (total > limit)
                {
                    throw new BotException(BotErrorCodes.FileTooLarge, $"The file must not have more than {limit} bytes.");
                }

                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>The whole body, or <see langword="null"/> when it is longer than allowed.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int limit)
    {
        var length = context.Request.ContentLength;
        if (length > limit)
        {
            return null;
        }

        // One byte more than expected, so that a full buffer means a longer body.
        var buffer = new byte[Math.Min(length ?? FirstRead, limit) + 1];
        var read = 0;
        while (true)
        {
            var count = await ReadAsync(context, buffer.AsMemory(read)).ConfigureAwait(false);
            if (count == 0)
            {
                return buffer.AsMemory(0, read);
            }

            read += count;
            if (read > limit)
            {
                return null;
            }

            if (read == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, limit + 1L));
            }
        }
    }

    // A server may tell of broken framing as it tells of a broken connection.
    private static async ValueTask<int> ReadAsync(HttpContext context, Memory<byte> buffer)
    {
        try
        {
            return await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body cannot be read.", exception);
        }
    }

    public static Problem TooLarge(int limit)
        => Problem.Of(413, BotErrorCodes.PayloadTooLarge, $"The body must not be longer than {limit} bytes.");

    private static bool IsJson(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Parameters.Count == 0 || (type.Parameters.Count == 1 && HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
