using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using BotKit.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Corpus;

/// <summary>A real server with one door of every kind, and a socket to it.</summary>
public sealed class CorpusHost : IAsyncLifetime
{
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(2);

    private ApiHost? _host;

    internal ApiHost Host => _host!;

    /// <summary>A run of the bot <c>wide</c> that has ended.</summary>
    public Guid Ended { get; private set; }

    public Guid Alert { get; } = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.StartAsync(new()
        {
            Kestrel = true,
            Api = api => api.CallsPerMinute = 1_000_000,
            Bots = bots =>
            {
                // Its calls are counted: what is queued for it waits.
                bots.AddScheduling(options => options.Exclude.Add("scripted"));
                bots.AddBot<WideBot>("wide").Validate<WideInputValidator>();
                bots.AddBot<OperationBot>("operation");
                bots.AddBot<NothingBot>("nothing");
            },
        });

        Ended = (await _host.Manager.RunAsync(new BotRequest("wide", new WideInput("a")))).ExecutionId;

        var now = _host.Clock.GetUtcNow();
        await _host.Services.GetRequiredService<IBotAlertStore>().SaveAsync(new(Alert, "wide", "x", BotSeverity.Standard, "", null, now, now, 1, 0), default);
        var made = await SendAsync(Post("/schedules", """{"id":"nightly","bot":"nothing","cron":"0 3 * * *"}"""u8.ToArray()));
        made.StatusCode.Should().Be(201);

        // The first call of each kind pays for what is made once.
        foreach (var bot in new[] { "wide", "operation", "nothing", "echo", "scripted" })
        {
            await SendAsync(Post("/" + bot, "{}"u8.ToArray()));
            await SendAsync(Post($"/{bot}/pause", "{}"u8.ToArray()));
        }
    }

    public async ValueTask DisposeAsync() => await _host!.DisposeAsync();

    internal static byte[] Post(string path, byte[] body, string headers = "Content-Type: application/json", string method = "POST")
        => [.. Encoding.Latin1.GetBytes(Head(method, ApiHost.Prefix + path, $"{headers}\r\nContent-Length: {body.Length}\r\n")), .. body];

    internal static byte[] Line(string method, string path, string? credentials = ApiHost.Operator)
        => Encoding.Latin1.GetBytes(Head(method, ApiHost.Prefix + path, method == "POST" ? "Content-Length: 0\r\n" : "", credentials));

    internal static string Head(string method, string path, string headers, string? credentials = ApiHost.Operator)
        => $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + (credentials is null ? "" : $"Authorization: Bearer {credentials}\r\n")
        + headers + "\r\n";

    /// <summary>Sends bytes over a socket and reads the answer to its end.</summary>
    internal async Task<RawAnswer> SendAsync(byte[] request)
    {
        using var client = new TcpClient { NoDelay = true };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await client.ConnectAsync(Host.Address.Host, Host.Address.Port, limit.Token);
        await using var stream = client.GetStream();
        var start = Stopwatch.GetTimestamp();
        using var answer = new MemoryStream();
        try
        {
            // The server may answer and close before it has read everything.
            var write = WriteAsync(stream, request, limit.Token);
            await ReadAsync(stream, answer, limit.Token);
            await write;
        }
        catch (IOException) when (answer.Length > 0)
        {
        }

        return RawAnswer.Parse(answer.ToArray(), Stopwatch.GetElapsedTime(start));
    }

    // To the end of the answer, not of the connection: the server may go on waiting for a body that was announced.
    private static async Task ReadAsync(NetworkStream stream, MemoryStream answer, CancellationToken cancellationToken)
    {
        var buffer = new byte[16_384];
        int count;
        while (!RawAnswer.IsWhole(answer) && (count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            answer.Write(buffer, 0, count);
        }
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
        }
    }
}

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int StatusCode, string Head, byte[] Body, TimeSpan Took)
{
    public static RawAnswer Parse(byte[] bytes, TimeSpan took)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        end.Should().BePositive("there is an answer, not {0}", Encoding.Latin1.GetString(bytes));
        var head = Encoding.Latin1.GetString(bytes, 0, end);
        return new(int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), head, bytes[(end + 4)..], took);
    }

    public static bool IsWhole(MemoryStream answer)
    {
        var bytes = answer.GetBuffer().AsSpan(0, (int)answer.Length);
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = Encoding.Latin1.GetString(bytes[..end]);
        var start = head.IndexOf("Content-Length: ", StringComparison.Ordinal);
        return start >= 0 && bytes.Length - end - 4 >= int.Parse(head[(start + 16)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    public bool IsOurs => Head.Contains("json", StringComparison.Ordinal);
}
