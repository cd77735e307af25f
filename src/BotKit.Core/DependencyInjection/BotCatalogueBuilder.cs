using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Errors;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Notifications;
using BotKit.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.DependencyInjection;

/// <summary>Makes a runner for every registered bot, with its validated options.</summary>
internal sealed class BotCatalogueBuilder(IServiceProvider services, BotRegistry registry, BotOptionsSource source)
{
    public BotCatalogue Build()
    {
        var options = source.LoadAll();
        var states = services.GetRequiredService<StateSynchronizer>();
        var logger = CoreServices.LoggerOf(services, "BotKit.Runs");
        var shared = new RunServices(
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IServiceScopeFactory>(),
            logger,
            services.GetRequiredService<BotKitMetrics>(),
            services.GetRequiredService<IBotLedger>(),
            services.GetRequiredService<RunLogRecorder>(),
            services.GetRequiredService<LogCapture>(),
            services.GetRequiredService<AlertCenter>(),
            new ChildRuns(services.GetRequiredService<BotCatalogue>));
        IBotErrorClassifier[] classifiers = [.. services.GetServices<IBotErrorClassifier>()];
        var catalogue = new BotCatalogue(registry.Bots.Select(bot => bot.CreateRunner(
            services,
            options[bot.Name],
            shared,
            states,
            new ErrorClassifier(bot.ErrorRules, classifiers, (classifier, exception) => Log.ClassifierFailed(logger, exception, classifier.GetType())))));
        Follow(catalogue, logger);
        services.GetRequiredService<NodeLease>().Canceling += catalogue.Cancel;
        shared.Metrics.ObserveCircuits(() => Circuits(catalogue));
        if (!shared.Ledger.IsDurable)
        {
            Log.InMemory(logger);
        }
        else if (services.GetRequiredService<StoredInputs>() is { CanSeal: false } inputs)
        {
            var open = catalogue.Runners.Where(runner => inputs.Of(runner.Descriptor).HasSensitive).Select(static runner => runner.Runtime.Name);
            if (open.ToArray() is { Length: > 0 } names)
            {
                Log.StoredInTheClear(logger, string.Join(", ", names));
            }
        }

        states.Know(catalogue.Runners.Select(static runner => runner.Runtime));
        _ = services.GetRequiredService<LifecycleDriver>().StartAsync(CancellationToken.None);
        return catalogue;
    }

    private void Follow(BotCatalogue catalogue, ILogger logger)
    {
        source.Changed = (bot, options) =>
        {
            catalogue.Get(bot).Configure(options);
            Log.OptionsReloaded(logger, bot);
        };
        source.ReloadFailed = (bot, errors) => Log.OptionsRefused(logger, bot, string.Join(" ", errors));
    }

    private static IEnumerable<Measurement<int>> Circuits(BotCatalogue catalogue)
    {
        foreach (var runner in catalogue.Runners)
        {
            yield return new Measurement<int>((int)runner.Runtime.Circuit.Position, runner.Runtime.Tags.Name);
        }
    }
}
