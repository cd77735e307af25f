using BotKit.Chaos.History;
using BotKit.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.Chaos.Schedules;

/// <summary>A process that fires the schedules of the test: an ordinary host, whose clock may be off.</summary>
internal static class ScheduleWorker
{
    public static async Task<int> RunAsync(ScheduleWorkerArguments arguments)
    {
        using var history = new HistoryFile(arguments.HistoryPath);
        using var host = Build(arguments, history);
        await host.StartAsync();
        Console.WriteLine("ready");
        _ = Task.Run(async () =>
        {
            // When the parent is gone its input ends, and so does this.
            while (await Console.In.ReadLineAsync() is not null)
            {
            }

            Environment.Exit(3);
        });
        await host.WaitForShutdownAsync();
        return 0;
    }

    private static IHost Build(ScheduleWorkerArguments arguments, HistoryFile history)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(new SkewedClock(arguments.Skew));
        builder.Services.AddSingleton(history);
        builder.Services.Configure<NodeOptions>(node =>
        {
            node.Name = arguments.Name;
            node.Lease = TimeSpan.FromSeconds(2);
            node.BeatEvery = TimeSpan.FromSeconds(0.5);
            node.SweepEvery = TimeSpan.FromSeconds(0.25);
        });
        builder.Services.AddBotKit(bots =>
        {
            var bot = bots.AddBot<TickBot>(TestSchedules.Bot).Configure(static bot => bot.Circuit.Enabled = false);
            TestSchedules.Declare(bot, arguments.Count);
            bots.AddScheduling(static scheduling => scheduling.ShutdownTimeout = TimeSpan.FromSeconds(5));
            bots.UsePostgreSql(arguments.Connection);
        });
        return builder.Build();
    }
}
