namespace BotKit.Scheduling.Tests.Fakes;

/// <summary>Waits, in real time, for what other threads do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    public static async Task TrueAsync(Func<bool> condition, string because)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(Limit, because);
            await Task.Delay(Glance, TimeProvider.System);
        }
    }
}
