using System.Globalization;
using BotKit.Schedules;
using BotKit.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Chaos.Schedules;

/// <summary>The schedules of the test: every period from a second to a minute, by <c>@every</c> and by cron, with each policy for what was missed.</summary>
internal static class TestSchedules
{
    public const string Bot = "tick";

    public const int CatchUpLimit = 5;

    public static readonly TimeSpan MissedAfter = TimeSpan.FromSeconds(3);

    // Divisors of a minute, so that a cron expression has them.
    private static readonly int[] Periods = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60];

    /// <summary>Declares all of them.</summary>
    public static void Declare(IBotBuilder bot, int count)
    {
        for (var n = 0; n < count; n++)
        {
            bot.Schedule(CronOf(n), input: new Tick(n), id: string.Create(CultureInfo.InvariantCulture, $"{Bot}-{n}"), configure: Configure(n));
        }
    }

    public static TimeSpan PeriodOf(int n) => TimeSpan.FromSeconds(IsCron(n) ? Periods[n / 2 % Periods.Length] : 1 + (n / 2 % 60));

    /// <summary>The last due instant at or before a moment. It knows nothing of BotKit's own reckoning.</summary>
    public static long LastDue(int n, long anchor, long at)
    {
        var period = (long)PeriodOf(n).TotalMilliseconds;
        var origin = IsCron(n) ? 0 : anchor;
        return at - ((((at - origin) % period) + period) % period);
    }

    public static BotMissedRunPolicy MissedOf(int n) => (BotMissedRunPolicy)(n % 3);

    private static bool IsCron(int n) => n % 2 == 0;

    private static string CronOf(int n)
    {
        var seconds = (int)PeriodOf(n).TotalSeconds;
        return !IsCron(n) ? string.Create(CultureInfo.InvariantCulture, $"@every {seconds}s")
            : seconds == 60 ? "0 * * * * *"
            : string.Create(CultureInfo.InvariantCulture, $"*/{seconds} * * * * *");
    }

    private static Action<BotScheduleOptions> Configure(int n) => schedule =>
    {
        schedule.Overlap = BotOverlapPolicy.Allow;
        schedule.Missed = MissedOf(n);
        schedule.CatchUpLimit = CatchUpLimit;
        schedule.MissedAfter = MissedAfter;
    };
}
