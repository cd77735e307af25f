using System.Buffers;
using System.Text;
using System.Text.Json;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Events;

/// <summary>
/// Writes events until the caller leaves, falls behind, or the host stops; and for a quarter of an hour at most, so that a caller
/// whose credentials have expired does not listen for ever.
/// </summary>
internal sealed class EventStreamAnswer(EventFeed? feed, EventListener? listener, ILogger? logger, CancellationToken stopping) : Answer(200)
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    // What is written at once, about.
    private const int Portion = 32 << 10;

    /// <summary>The answer to HEAD.</summary>
    public static EventStreamAnswer HeadOnly { get; } = new(null, null, null, default);

    protected override string ContentType => "text/event-stream";

    public override async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCode;
        context.Response.ContentType = ContentType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        NoStore(context.Response);
        if (feed is null || listener is null)
        {
            return;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await StreamAsync(context, feed, listener, clock, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The caller has left, or the host stops.
        }
        catch (TimeoutException)
        {
            Log.ListenerDropped(logger!);
            context.Abort();
        }
        finally
        {
            feed.Leave(listener);
        }
    }

    protected override void Write(Utf8JsonWriter writer, TimeProvider clock)
        => throw new NotSupportedException();

    private async Task StreamAsync(HttpContext context, EventFeed from, EventListener to, TimeProvider clock, CancellationToken end)
    {
        var start = clock.GetTimestamp();
        var buffer = new ArrayBufferWriter<byte>();
        Encoding.UTF8.GetBytes($"retry: 3000\nid: {to.Position}\n\n", buffer);
        foreach (var missed in to.Missed)
        {
            await AppendAsync(missed).ConfigureAwait(false);
        }

        await SendAsync(context, buffer, clock, end).ConfigureAwait(false);
        Task<bool>? more = null;
        while (clock.GetElapsedTime(start) < MaxAge)
        {
            more ??= to.Unread.WaitToReadAsync(end).AsTask();
            if (!await HasComeAsync(more, clock, end).ConfigureAwait(false))
            {
                Encoding.UTF8.GetBytes(": \n\n", buffer);
            }
            else if (await more.ConfigureAwait(false))
            {
                more = null;
                while (to.Unread.TryRead(out var happened))
                {
                    await AppendAsync(happened).ConfigureAwait(false);
                }
            }
            else
            {
                break;
            }

            await SendAsync(context, buffer, clock, end).ConfigureAwait(false);
        }

        if (to.IsDropped)
        {
            Log.ListenerDropped(logger!);
            Append(buffer, null, EventNames.Dropped, """{"reason":"Events were read too slowly."}"""u8);
            await SendAsync(context, buffer, clock, end).ConfigureAwait(false);
        }

        async ValueTask AppendAsync(BotEvent happened)
        {
            Append(buffer, from.IdOf(happened), happened.Name, happened.Json.Span);
            if (buffer.WrittenCount >= Portion)
            {
                await SendAsync(context, buffer, clock, end).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<bool> HasComeAsync(Task more, TimeProvider clock, CancellationToken end)
    {
        if (!more.IsCompleted)
        {
            try
            {
                await more.WaitAsync(Heartbeat, clock, end).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        return true;
    }

    // Nobody waits for ever for a caller that does not read.
    private static async Task SendAsync(HttpContext context, ArrayBufferWriter<byte> buffer, TimeProvider clock, CancellationToken end)
    {
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, end).AsTask().WaitAsync(WriteTimeout, clock, end).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(end).WaitAsync(WriteTimeout, clock, end).ConfigureAwait(false);
        buffer.ResetWrittenCount();
    }

    private static void Append(ArrayBufferWriter<byte> buffer, string? id, string name, ReadOnlySpan<byte> json)
    {
        Encoding.UTF8.GetBytes(id is null ? $"event: {name}\ndata: " : $"id: {id}\nevent: {name}\ndata: ", buffer);
        buffer.Write(json);
        buffer.Write("\n\n"u8);
    }
}
