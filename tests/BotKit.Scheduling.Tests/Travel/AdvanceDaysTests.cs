using System.Diagnostics;
using System.Globalization;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Travel;

/// <summary>A whole host with schedules is moved through days.</summary>
public sealed class AdvanceDaysTests(ITestOutputHelper output)
{
    // BOTKIT_TRAVEL_DAYS sets another number, beginning two days before clocks change.
    private static readonly int Days = int.TryParse(Environment.GetEnvironmentVariable("BOTKIT_TRAVEL_DAYS"), CultureInfo.InvariantCulture, out var days) ? days : 5;

    private readonly TravelDiary _diary = new();

    [Fact]
    public async Task AdvanceAsync_OverAChangeOfClocks_RunsEverythingDueAtItsTimeAndInItsOrder()
    {
        await using var host = Host();
        host.Clock.Advance(new DateTimeOffset(2026, 3, 27, 0, 0, 0, TimeSpan.Zero) - host.Clock.GetUtcNow());
        var start = host.Clock.GetUtcNow();
        var watch = Stopwatch.StartNew();

        await host.AdvanceAsync(TimeSpan.FromDays(Days));

        var entries = _diary.Entries;
        output.WriteLine($"{entries.Count} runs in {watch.Elapsed.TotalSeconds:0.00} s: {watch.Elapsed.TotalMilliseconds / Days:0.0} ms a day, {watch.Elapsed.TotalMilliseconds / entries.Count:0.000} ms a run");
        entries.Select(static entry => entry.Due).Should().BeInAscendingOrder();
        entries.Should().OnlyContain(static entry => entry.At == entry.Due);
        entries.OrderBy(static entry => entry.Due).ThenBy(static entry => entry.Bot).Select(static entry => (entry.Due, entry.Bot)).Should().Equal(Expected(start, start.AddDays(Days)));
    }

    /// <summary>By arithmetic: six o'clock in Paris is five by UTC until 29 March, and four from then on.</summary>
    private static IEnumerable<(DateTimeOffset Due, string Bot)> Expected(DateTimeOffset from, DateTimeOffset to)
    {
        var summer = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);
        var hourly = Enumerable.Range(1, Days * 24).Select(hour => (from.AddHours(hour), "hourly"));
        var often = Enumerable.Range(1, Days * 24 * 40).Select(time => (from.AddSeconds(90 * time), "often"));
        var daily = Enumerable.Range(0, Days).Select(day => from.AddDays(day)).Select(day => (day.AddHours(day < summer ? 5 : 4), "daily"));
        return hourly.Concat(often).Concat(daily).Where(run => run.Item1 <= to).OrderBy(static run => run.Item1).ThenBy(static run => run.Item2);
    }

    private BotTestHost Host() => BotTestHost.Create(
        static bots =>
        {
            bots.AddBot<TravelBot>("hourly").Schedule("0 * * * *");
            bots.AddBot<TravelBot>("daily").Schedule("0 6 * * *", "Europe/Paris");
            bots.AddBot<TravelBot>("often").Schedule("@every 90s");
        },
        services => services.AddSingleton(_diary));
}
