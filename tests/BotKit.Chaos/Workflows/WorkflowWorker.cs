using BotKit.Chaos.History;
using BotKit.Ledger;
using BotKit.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.Chaos.Workflows;

/// <summary>A process that runs the workflows of the test: an ordinary host.</summary>
internal static class WorkflowWorker
{
    public static async Task<int> RunAsync(WorkflowWorkerArguments arguments)
    {
        using var history = new HistoryFile(arguments.HistoryPath);
        using var host = Build(arguments, history);
        await host.StartAsync();
        Console.WriteLine("ready");
        using var stop = new CancellationTokenSource();
        var submitting = Task.Run(() => new WorkflowSubmitter(arguments, history, host.Services).RunAsync(stop.Token));
        _ = Task.Run(async () =>
        {
            // When the parent is gone its input ends, and so does this.
            while (await Console.In.ReadLineAsync() is not null)
            {
            }

            Environment.Exit(3);
        });
        await host.WaitForShutdownAsync();
        await stop.CancelAsync();
        await submitting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    private static IHost Build(WorkflowWorkerArguments arguments, HistoryFile history)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(history);
        builder.Services.Configure<NodeOptions>(node =>
        {
            node.Name = arguments.Name;
            node.Lease = TimeSpan.FromSeconds(3);
            node.BeatEvery = TimeSpan.FromSeconds(0.5);
            node.SweepEvery = TimeSpan.FromSeconds(0.25);
        });
        builder.Services.AddBotKit(bots =>
        {
            bots.AddBot<StepBot>(TestWorkflow.StepBot).Configure(static bot =>
            {
                bot.Retry.MaxRetries = 0;
                bot.Circuit.Enabled = false;
            });
            bots.AddWorkflowBot(static workflows => workflows.Add(TestWorkflow.Name, TestWorkflow.Definition)).Configure(static bot =>
            {
                bot.Circuit.Enabled = false;
                bot.Queue.RedeliveryDelay = TimeSpan.FromMilliseconds(200);
            });
            bots.AddScheduling(static scheduling =>
            {
                scheduling.Workers = 16;
                scheduling.ShutdownTimeout = TimeSpan.FromSeconds(2);
            });
            _ = arguments.Options.IsPostgres ? bots.UsePostgreSql(arguments.Connection) : bots.UseSqlite(arguments.Connection);
        });
        if (arguments.Options.Forget)
        {
            var kept = builder.Services.Last(static it => it.ServiceType == typeof(IBotCheckpointStore));
            builder.Services.Remove(kept);
            builder.Services.AddSingleton<IBotCheckpointStore>(provider => new ForgetfulCheckpoints(
                (IBotCheckpointStore)(kept.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, kept.ImplementationType!))));
        }

        return builder.Build();
    }
}
