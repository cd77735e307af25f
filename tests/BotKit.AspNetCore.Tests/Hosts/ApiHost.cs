using System.Net.Http.Headers;
using BotKit.Files;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.AspNetCore.Tests;

/// <summary>A host with the API, two bots and logins by token and cookie; on a fake clock.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Prefix = "/api/admin/bots";
    public const string Operator = "olga+operator";
    public const string Viewer = "vera+viewer";

    private readonly WebApplication _app;
    private readonly HttpMessageHandler? _network;

    private ApiHost(WebApplication app, FakeTimeProvider clock, ScriptedWork work, LogLines logs, string folder, HttpMessageHandler? network)
    {
        FilesFolder = folder;
        _app = app;
        _network = network;
        Clock = clock;
        Work = work;
        Logs = logs;
        Client = As(Operator);
    }

    public FakeTimeProvider Clock { get; }

    /// <summary>What the bot <c>scripted</c> does.</summary>
    public ScriptedWork Work { get; }

    public LogLines Logs { get; }

    /// <summary>Calls with an operator's token.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public IBotManager Manager => Services.GetRequiredService<IBotManager>();

    public IBotQueueStore Queue => Services.GetRequiredService<IBotQueueStore>();

    /// <summary>Where files are kept; made with the first.</summary>
    public string FilesFolder { get; }

    public IBotFileStore Files => Services.GetRequiredService<IBotFileStore>();

    public IBotAuditStore Audit => Services.GetRequiredService<IBotAuditStore>();

    public TestWorker Worker => Services.GetRequiredService<TestWorker>();

    public IBotLedger Ledger => Services.GetRequiredService<IBotLedger>();

    public static async Task<ApiHost> StartAsync(ApiHostOptions? options = null)
    {
        options ??= new();
        var builder = WebApplication.CreateSlimBuilder();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 0, 30, TimeSpan.Zero));
        var work = new ScriptedWork();
        var logs = new LogLines();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(work);
        var folder = Path.Combine(Path.GetTempPath(), "botkit-api-" + Path.GetRandomFileName());
        builder.Services.Configure<BotFileOptions>(files => files.Folder = folder);
        builder.Services.AddLogins();
        builder.Services.AddHealthChecks().AddBotKit();
        builder.Services.AddBotKit(bots =>
        {
            bots.AddBot<EchoBot>("echo", "Says it again").Validate<EchoInputValidator>();
            bots.AddBot<ScriptedBot>("scripted").Configure(bot => bot.Retry.MaxRetries = 0);
            options.Bots?.Invoke(bots);
        });
        options.Services?.Invoke(builder.Services);
        if (options.Kestrel)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        var app = builder.Build();
        app.MapLogin();
        options.Before?.Invoke(app);
        if (options.Map is { } map)
        {
            map(app);
        }
        else
        {
            app.MapBotKit(Prefix, api =>
            {
                api.ViewPolicy = "viewers";
                api.OperatePolicy = "operators";
                api.RevealPolicy = "revealers";
                options.Api?.Invoke(api);
            });
        }

        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ApiHost(app, clock, work, logs, folder, options.Kestrel ? new SocketsHttpHandler { UseCookies = false } : null);
    }

    /// <summary>Calls with the token of a user and its roles, joined by <c>+</c>; without one, nobody.</summary>
    public HttpClient As(string? token)
    {
        var client = _network is null
            ? _app.GetTestClient()
            : new HttpClient(_network, disposeHandler: false) { BaseAddress = Address };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    public TestServer Server => _app.GetTestServer();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public Task StopAsync() => _app.StopAsync();

    /// <summary>Lets the clock run until something has happened.</summary>
    public async Task<T> AdvanceUntil<T>(Task<T> happened, TimeSpan step)
    {
        while (!happened.IsCompleted)
        {
            Clock.Advance(step);

            // Faster than life, but not so fast that leases and waits are over before the server has had a turn.
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }

        return await happened;
    }

    public async ValueTask DisposeAsync()
    {
        Work.Release();
        await _app.DisposeAsync();
        _network?.Dispose();
        if (Directory.Exists(FilesFolder))
        {
            Directory.Delete(FilesFolder, recursive: true);
        }
    }
}

internal sealed class ApiHostOptions
{
    public Action<IBotKitBuilder>? Bots { get; init; }

    public Action<IServiceCollection>? Services { get; init; }

    public Action<BotKitApiOptions>? Api { get; init; }

    /// <summary>Adds to the pipeline before the API is mapped.</summary>
    public Action<WebApplication>? Before { get; init; }

    /// <summary>Maps the API instead of the default way.</summary>
    public Action<WebApplication>? Map { get; init; }

    /// <summary>A real server on a real port.</summary>
    public bool Kestrel { get; init; }
}
