using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BotKit.Tests.Shared;

/// <summary>
/// A throw-away PostgreSQL cluster with full durability on 127.0.0.1. A guard process stops it and removes its files when this
/// process ends, however it ends.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static PostgresServer? _shared;

    private readonly PostgresPrograms _programs;
    private readonly string _folder;
    private readonly string _settings;
    private Process? _guard;
    private int _databases;

    private PostgresServer(PostgresPrograms programs, string folder, int port, string settings)
    {
        _settings = settings;
        _programs = programs;
        _folder = folder;
        Port = port;
    }

    /// <summary>The port at 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The one server of this test run, started by the first test that asks; without PostgreSQL the test skips or fails.</summary>
    public static async Task<PostgresServer> SharedAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return _shared ??= await StartNewAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Starts a server of one's own, to be stopped and restarted at will.</summary>
    /// <param name="settings">More arguments of the server, after its own.</param>
    public static async Task<PostgresServer> StartNewAsync(string settings = "")
    {
        var programs = PostgresPrograms.Find();
        if (programs is null)
        {
            Requirement.Missing("PostgreSQL (Debian: apt-get install postgresql, or ./test.sh --install)");
        }

        var folder = Path.Combine(Path.GetTempPath(), "botkit-pg-" + Path.GetRandomFileName());
        await programs.RunAsync("initdb", "-D", folder, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync");
        for (var attempt = 1; ; attempt++)
        {
            var server = new PostgresServer(programs, folder, FreePort(), settings);
            try
            {
                await server.StartAsync();
                server._guard = programs.StartGuard(folder);
                return server;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Somebody else took the port in between.
            }
        }
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"botkit_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        await _programs.RunAsync(
            "psql", "-X", "-q", "-h", "127.0.0.1", "-p", PortText, "-U", "postgres", "-d", "postgres", "-c", $"create database {name}");
        return ConnectionString(name);
    }

    /// <summary>The connection string of a database. Its pool keeps idle connections for seconds only: a test run makes a hundred databases.</summary>
    public string ConnectionString(string database)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Timeout=5;Connection Idle Lifetime=10;Connection Pruning Interval=5");

    /// <summary>Runs one statement through psql, which needs no driver, and returns what it prints (unaligned, rows only).</summary>
    public Task<string> QueryAsync(string database, string sql)
        => _programs.RunAsync(
            "psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", PortText, "-U", "postgres", "-d", database, "-c", sql);

    /// <summary>Starts it again with the same files and port.</summary>
    public Task StartAsync()
        => _programs.RunAsync(
            "pg_ctl", "-D", _folder, "-w", "-t", "60", "-l", Path.Combine(_folder, "server.log"), "-o",
            $"-p {PortText} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c synchronous_commit=on -c full_page_writes=on -c max_connections=400 {_settings}",
            "start");

    /// <summary>Stops it: <c>immediate</c> is a crash, <c>fast</c> an orderly end.</summary>
    public Task StopAsync(string mode = "immediate")
        => _programs.RunAsync("pg_ctl", "-D", _folder, "-w", "-t", "60", "-m", mode, "stop");

    /// <summary>Crashes it and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_guard is { } guard)
        {
            _guard = null;
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            guard.Dispose();
        }
    }

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
