using BotKit.Chaos.History;
using BotKit.Ledger;
using BotKit.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.Chaos.Workers;

/// <summary>A worker process: an ordinary host with BotKit, its scheduling and a store.</summary>
internal static class WorkerHost
{
    public static async Task<int> RunAsync(WorkerArguments arguments)
    {
        Environment.SetEnvironmentVariable("DOTNET_DbgEnableMiniDump", "0");
        if (arguments.Crash.Split(':') is [var point, var count])
        {
            Executioner.Arm(point, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        }

        using var history = new HistoryFile(arguments.HistoryPath);
        using var host = Build(arguments, history);
        await host.StartAsync();
        Console.WriteLine("ready");
        if (arguments.Slot < 0)
        {
            await host.StopAsync();
            return 0;
        }

        using var stop = new CancellationTokenSource();
        var submitting = Task.Run(() => new Submitter(arguments, history, host.Services).RunAsync(stop.Token));
        _ = Task.Run(() => ListenAsync(host));
        await host.WaitForShutdownAsync();
        await stop.CancelAsync();
        await submitting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    public static IHost Build(WorkerArguments arguments, HistoryFile history)
    {
        var options = arguments.Options;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<NodeOptions>(node =>
        {
            node.Name = arguments.Name;
            node.Lease = options.Lease;
            node.BeatEvery = options.Beat;
            node.SweepEvery = options.Sweep;
        });
        builder.Services.Configure<RetentionOptions>(retention =>
        {
            retention.Runs = TimeSpan.FromMinutes(1);
            retention.Logs = TimeSpan.FromMinutes(1);
            retention.Every = TimeSpan.FromSeconds(1);
        });
        builder.Services.AddSingleton(history);
        builder.Services.AddBotKit(bots =>
        {
            Add<WorkBot>(bots, Bots.Work);
            Add<WorkBot>(bots, Bots.Narrow).Configure(bot => bot.Queue.MaxRunning = Bots.NarrowLimit);
            Add<PoisonBot>(bots, Bots.Poison);
            bots.AddScheduling(scheduling =>
            {
                scheduling.Workers = 8;
                scheduling.ShutdownTimeout = TimeSpan.FromSeconds(5);
            });
            _ = options.IsPostgres ? bots.UsePostgreSql(arguments.Connection) : bots.UseSqlite(arguments.Connection);
        });
        return builder.Build();
    }

    private static IBotBuilder Add<TBot>(IBotKitBuilder bots, string name)
        where TBot : class, IBotShape
        => bots.AddBot<TBot>(name)
            .OnError<TimeoutException>(BotSeverity.Warning, "flaky", transient: true)
            .Configure(bot =>
            {
                bot.Retry.MaxRetries = 0;
                bot.Circuit.Enabled = false;
                bot.Queue.RedeliveryDelay = TimeSpan.FromMilliseconds(200);
            });

    // The parent tells when and where to die; when the parent itself is gone, its input ends and so does this.
    private static async Task ListenAsync(IHost host)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is ["crash", var point, var count])
            {
                Executioner.Arm(point, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System);
        Environment.Exit(3);
    }
}
