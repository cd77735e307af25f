using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BotKit.Notifications.Tests.Servers;

/// <summary>A call that the receiver got.</summary>
internal sealed record ReceivedCall(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>A real HTTP server that answers as the test says.</summary>
internal sealed class HttpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();
    private readonly Func<int, HttpListenerResponse, Task> _answer;
    private readonly Task _loop;
    private int _count;

    /// <param name="answer">Answers the nth call, from 1. Default 200.</param>
    public HttpReceiver(Func<int, HttpListenerResponse, Task>? answer = null)
    {
        _answer = answer ?? ((_, _) => Task.CompletedTask);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    public string Url { get; }

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    public static Func<int, HttpListenerResponse, Task> Codes(params int[] codes) => (call, response) =>
    {
        response.StatusCode = codes[Math.Min(call, codes.Length) - 1];
        return Task.CompletedTask;
    };

    public async Task<IReadOnlyList<ReceivedCall>> WaitForAsync(int count, int seconds = 60)
    {
        await Wait.UntilAsync(() => _calls.Count >= count, seconds);
        return Calls;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _loop;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var headers = context.Request.Headers.AllKeys.ToDictionary(key => key!, key => context.Request.Headers[key]!, StringComparer.OrdinalIgnoreCase);
        _calls.Enqueue(new ReceivedCall(context.Request.RawUrl!, headers, body.ToArray()));
        try
        {
            await _answer(Interlocked.Increment(ref _count), context.Response);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The caller has gone.
        }
    }
}
