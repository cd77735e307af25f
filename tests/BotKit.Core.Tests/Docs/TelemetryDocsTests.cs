using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using BotKit.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Docs;

public sealed partial class TelemetryDocsTests
{
    [Fact]
    public void Telemetry_TableOfInstruments_TellsNamesUnitsAndTags()
    {
        var seen = new Dictionary<string, (string Unit, HashSet<string> Tags)>(StringComparer.Ordinal);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var metrics = new BotKitMetrics(factory);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, started) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                seen[instrument.Name] = (instrument.Unit ?? "", []);
                started.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        var bot = new BotTags("lead");
        metrics.ObserveCircuits(() => [new Measurement<int>(0, bot.Name)]);
        listener.Start();

        metrics.RunChanged(bot, 1);
        metrics.RunEnded(bot, BotTrigger.Code, BotStatus.Failed, "unhandled", 1, TimeSpan.Zero);
        metrics.AlertSent("lead");
        metrics.AlertSent("lead", "ops", "sent", 1);
        metrics.AlertDropped("ops", 1);
        metrics.RowDropped("lead");
        listener.RecordObservableInstruments();

        // The instruments of the queue and of schedules are made by BotKit.Scheduling.
        DocTable.Read("telemetry.md", "| instrument | kind | unit | tags | counts |")
            .Where(row => !row[0].StartsWith("botkit.queue.", StringComparison.Ordinal) && !row[0].StartsWith("botkit.schedule.", StringComparison.Ordinal))
            .Select(row => $"{row[0]} | {row[2]} | {row[3]}")
            .Should().BeEquivalentTo(seen.Select(entry => $"{entry.Key} | {entry.Value.Unit} | {string.Join(", ", entry.Value.Tags.Order(StringComparer.Ordinal))}"));

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                seen[instrument.Name].Tags.Add(tag.Key);
            }
        }
    }

    [Fact]
    public void Telemetry_Tables_TellEveryNameOnce()
    {
        var names = typeof(BotKitTelemetry).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(constant => constant.Name != nameof(BotKitTelemetry.Name))
            .Select(constant => (string)constant.GetRawConstantValue()!);

        DocTable.Read("telemetry.md", "| instrument | kind | unit | tags | counts |")
            .Concat(DocTable.Read("telemetry.md", "| tag | on | value |"))
            .Select(row => row[0])
            .Should().BeEquivalentTo(names);
    }

    [Fact]
    public void Telemetry_TableOfMessages_TellsEveryEventOfEveryPackage()
    {
        var events = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !IsBuilt(file))
            .SelectMany(static file => Message().Matches(File.ReadAllText(file)))
            .Select(static match => $"{match.Groups["id"].Value} {match.Groups["level"].Value}");

        DocTable.Read("telemetry.md", "| id | level | category | message |")
            .Select(row => $"{row[0]} {row[1]}")
            .Should().Equal(events.Order(StringComparer.Ordinal));
    }

    private static bool IsBuilt(string file)
        => file.Split(Path.DirectorySeparatorChar).Any(static folder => folder is "obj" or "bin");

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?<id>\d+),\s*LogLevel\.(?<level>\w+)")]
    private static partial Regex Message();
}
