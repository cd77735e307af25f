using System.Net;
using System.Net.Sockets;

namespace BotKit.Chaos.Faults;

/// <summary>A TCP proxy that misbehaves on demand.</summary>
internal sealed class FaultyProxy : IDisposable
{
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly CancellationTokenSource _end = new();
    private volatile ProxyMode _mode;

    public FaultyProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ProxyMode Mode
    {
        get => _mode;
        set => _mode = value;
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptSocketAsync(_end.Token);
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await WaitWhileBlackAsync();
                await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _target), _end.Token);
                await Task.WhenAny(PumpAsync(client, server, isReply: false), PumpAsync(server, client, isReply: true));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The connection is over, which is what a proxy tells by closing it.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isReply)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, SocketFlags.None, _end.Token) is > 0 and var count)
        {
            await WaitWhileBlackAsync();
            if (_mode == ProxyMode.Delay)
            {
                await Task.Delay(Lag, TimeProvider.System, _end.Token);
            }

            if (_mode == ProxyMode.DropReplies && isReply)
            {
                return;
            }

            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, _end.Token);
            }
        }
    }

    private async Task WaitWhileBlackAsync()
    {
        while (_mode == ProxyMode.BlackHole)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _end.Token);
        }
    }
}
