namespace BotKit.Scheduling;

/// <summary>A period in English words.</summary>
internal static class EveryWords
{
    private static readonly (string Name, long Seconds, long Most)[] Units =
        [("day", 86_400, long.MaxValue), ("hour", 3_600, 48), ("minute", 60, 120), ("second", 1, 120)];

    /// <summary>One unit where it divides the period into no unwieldy number, otherwise all that are needed.</summary>
    public static string Of(TimeSpan period)
    {
        var seconds = period.Ticks / TimeSpan.TicksPerSecond;
        foreach (var (name, length, most) in Units)
        {
            if (seconds % length == 0 && seconds / length <= most)
            {
                return seconds == length ? $"Every {name}" : $"Every {seconds / length} {name}s";
            }
        }

        return $"Every {ListWords.Join(Parts(seconds))}";
    }

    private static IEnumerable<string> Parts(long seconds)
    {
        foreach (var (name, length, _) in Units)
        {
            if (seconds / length is var count and > 0)
            {
                yield return count == 1 ? $"1 {name}" : $"{count} {name}s";
            }

            seconds %= length;
        }
    }
}
