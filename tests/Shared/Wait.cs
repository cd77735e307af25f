namespace BotKit.Tests.Shared;

/// <summary>Waits, in real time, for what happens in the background or in another process.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition, int seconds = 60)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (!condition())
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"It did not come to it within {seconds} s.");
            }

            await Task.Delay(10);
        }
    }
}
