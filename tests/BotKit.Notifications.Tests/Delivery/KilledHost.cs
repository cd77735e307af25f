using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Tests.Delivery;

/// <summary>A host on SQLite that alerts by mail; run as a process of its own, which the test kills.</summary>
internal static class KilledHost
{
    public const string Argument = "--killed-host";

    public static async Task<int> RunAsync(string folder, int port)
    {
        using var host = Build(folder, port);
        await host.StartAsync();
        Console.WriteLine("started");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            if (command == "fail")
            {
                await host.Services.GetRequiredService<IBotManager>().RunAsync(new BotRequest("lead", Nothing.Value));
            }
            else if (command == "finish")
            {
                await FinishAsync(host.Services.GetRequiredService<IBotLedger>());
                Console.WriteLine("finished");
            }
        }

        await host.StopAsync();
        return 0;
    }

    // Until every message has been sent, or given up.
    private static async Task FinishAsync(IBotLedger ledger)
    {
        IReadOnlyList<StoredRun> runs;
        do
        {
            await Task.Delay(50);
            runs = await ledger.ListAsync(new RunQuery { Bot = "botkit-notify-ops" }, default);
        }
        while (runs.Count == 0 || runs.Any(run => run.State != RunState.Ended));
    }

    private static IHost Build(string folder, int port)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddBotKit(bots =>
        {
            bots.UseSqlite($"Data Source={Path.Combine(folder, "botkit.db")}");
            bots.AddScheduling();
            bots.AddBot<CriticalBot>("lead");
            bots.AddNotifications(options =>
            {
                options.Email.Smtp.Host = "127.0.0.1";
                options.Email.Smtp.Port = port;
                options.Email.Smtp.SendTimeout = TimeSpan.FromSeconds(20);
                options.EscalationCheckEvery = TimeSpan.FromSeconds(1);
                options.RetryDelay = TimeSpan.FromMilliseconds(200);
                options.EmailChannels["ops"] = new() { To = { "ops@example.com" } };
            });
        });
        return builder.Build();
    }
}
