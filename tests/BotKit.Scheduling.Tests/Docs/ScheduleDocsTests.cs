using System.Globalization;
using System.Reflection;
using System.Text;
using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using BotKit.Scheduling.Tests.Schedules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Docs;

/// <summary>docs/schedules.md against the code.</summary>
public sealed class ScheduleDocsTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "schedules.md"));

    [Fact]
    public void Schedules_TableOfOptions_TellsNamesAndDefaults()
    {
        var defaults = new BotScheduleOptions();

        Rows("| option of `BotScheduleOptions` | default | range | meaning |").Select(static row => (row[0], row[1]))
            .Should().BeEquivalentTo(typeof(BotScheduleOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(option => (option.Name, Shown(option.GetValue(defaults)))));
    }

    [Fact]
    public void Schedules_TableOfExamples_TellsWhatTheRulesDecide()
    {
        var rows = Rows("| `Overlap` | `Missed` | occurrences |");

        rows.Should().HaveCountGreaterThan(5);
        foreach (var row in rows)
        {
            var late = new FireCase { Now = "06:04:10" };
            late.Definition = late.Definition with
            {
                Overlap = Enum.Parse<BotOverlapPolicy>(row[0]),
                Missed = Enum.Parse<BotMissedRunPolicy>(row[1]),
                CatchUpLimit = 2,
                MissedAfter = TimeSpan.FromMinutes(2),
            };
            late.Decide();

            Instants(row[2]).Should().Equal(late.Step!.Occurrences.SelectMany(static occurrence => Enumerable.Range(0, occurrence.Count)
                .Select(i => (FireCase.Time(occurrence.Due.AddMinutes(i)), (occurrence.Reason?.ToString() ?? occurrence.State.ToString()).ToLowerInvariant()))));
        }
    }

    [Fact]
    public void Schedules_TableOfRules_NamesEveryReason()
        => Rows("| | when | then | reason |").SelectMany(static row => row[3].Split(", ")).Where(static reason => reason.Length > 0).Distinct()
            .Should().BeEquivalentTo(Enum.GetNames<BotSkipReason>());

    [Fact]
    public async Task Schedules_ExampleOfSchedulesJson_IsValid()
    {
        var json = Text.Split("```json\n")[1].Split("```")[0].Replace("{ \"email\": \"nightly@example.com\", \"employees\": 40 }", "{ \"number\": 4 }", StringComparison.Ordinal);
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        await using var host = await new ScheduleHost(bots: bots =>
        {
            bots.AddBot<WorkBot>("lead");
            bots.ConfigureSchedules(configuration);
        }).StartAsync();

        var definition = (await host.FindAsync("lead-nightly")).Definition;

        (definition.Overlap, definition.Missed, definition.CatchUpLimit, definition.Priority).Should().Be((BotOverlapPolicy.Queue, BotMissedRunPolicy.CatchUp, 10, 7));
        definition.Blackouts.Should().Equal("holidays");
        definition.StartAt.Should().Be(new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero));
    }

    /// <summary>From "06:00–06:02 missed, 06:03 ran, 06:04 and 06:05 waiting" each minute with what became of it.</summary>
    private static IEnumerable<(string Time, string What)> Instants(string text)
    {
        var pending = new List<string>();
        foreach (var part in text.Replace(" and ", ", ", StringComparison.Ordinal).Split(", "))
        {
            var words = part.Split(' ');
            var ends = words[0].Split('–').Select(static time => TimeSpan.Parse(time, CultureInfo.InvariantCulture)).ToArray();
            for (var at = ends[0]; at <= ends[^1]; at += TimeSpan.FromMinutes(1))
            {
                pending.Add(at.ToString(@"hh\:mm", CultureInfo.InvariantCulture));
            }

            if (words.Length == 2)
            {
                foreach (var time in pending)
                {
                    yield return (time, words[1]);
                }

                pending.Clear();
            }
        }
    }

    private static string Shown(object? value) => value switch
    {
        null => "none",
        IList<string> { Count: 0 } => "empty",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static List<string[]> Rows(string header)
        => [.. Text.Split('\n').SkipWhile(line => line != header).Skip(2).TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim().Replace("`", "", StringComparison.Ordinal)).ToArray())];
}
