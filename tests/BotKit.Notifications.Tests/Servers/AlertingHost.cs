using BotKit.Notifications.Tests.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Tests.Servers;

/// <summary>A host in this process whose bot fails critically, with short delays.</summary>
internal sealed class AlertingHost : IAsyncDisposable
{
    private readonly IHost _host;

    private AlertingHost(IHost host, RecordingLogs logs)
    {
        _host = host;
        Logs = logs;
    }

    public RecordingLogs Logs { get; }

    public IServiceProvider Services => _host.Services;

    public IBotManager Bots => Services.GetRequiredService<IBotManager>();

    public IBotAlertStore Alerts => Services.GetRequiredService<IBotAlertStore>();

    public static async Task<AlertingHost> StartAsync(
        Action<NotificationOptions> configure, Action<IBotKitBuilder>? bots = null, bool queue = true, Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var logs = new RecordingLogs();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.Services.AddBotKit(botkit =>
        {
            bots?.Invoke(botkit);
            if (queue)
            {
                botkit.AddScheduling(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
            }

            botkit.AddBot<CriticalBot>("lead");
            botkit.AddBot<CriticalBot>("content");
            botkit.AddNotifications(options =>
            {
                options.RetryDelay = TimeSpan.FromMilliseconds(100);
                options.MaxRetryDelay = TimeSpan.FromMilliseconds(500);
                options.EscalationCheckEvery = TimeSpan.FromSeconds(1);
                configure(options);
            });
        });
        if (!queue)
        {
            builder.Services.AddHostedService<LifecycleHost>();
        }

        var host = builder.Build();
        await host.StartAsync();
        return new AlertingHost(host, logs);
    }

    public static Action<NotificationOptions> Mail(SmtpServer server, params string[] to) => options =>
    {
        options.Email.From = "BotKit <botkit@example.com>";
        options.Email.Smtp.Host = "127.0.0.1";
        options.Email.Smtp.Port = server.Port;
        options.Email.Smtp.SendTimeout = TimeSpan.FromSeconds(2);
        var channel = new EmailChannelOptions();
        foreach (var address in to.Length == 0 ? ["ops@example.com"] : to)
        {
            channel.To.Add(address);
        }

        options.EmailChannels["ops"] = channel;
    };

    public async Task FailAsync(string bot = "lead") => await Bots.RunAsync(new BotRequest(bot, Nothing.Value));

    /// <summary>Raises alerts of the host's own making.</summary>
    public void Raise(string bot, string code, string message = "It failed.", BotSeverity severity = BotSeverity.Critical)
        => Services.GetRequiredService<AlertCenter>().Raise(bot, new BotFailure(severity, code, false, message), null);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    // Without a queue nothing else starts the background work with the host.
    private sealed class LifecycleHost(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = services.GetRequiredService<IBotManager>();
            return services.GetRequiredService<Execution.LifecycleDriver>().StartAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => services.GetRequiredService<Execution.LifecycleDriver>().StopAsync(cancellationToken);
    }
}
