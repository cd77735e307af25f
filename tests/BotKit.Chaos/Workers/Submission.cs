namespace BotKit.Chaos.Workers;

/// <summary>What is submitted under a number: the same for every process, whatever happened before.</summary>
internal sealed record Submission(int N, string Bot, string? Key, Work Work, TimeSpan Delay, int Priority, bool IsCanceled)
{
    /// <summary>Numbers from here on carry a key that another input holds, and must never be accepted.</summary>
    public const int Conflicting = 1_000_000_000;

    public static Submission Of(int n, ChaosOptions options)
    {
        var random = new Random(unchecked((options.Seed * 7919) + n));
        var isPoison = options.Poison > 0 && n % Math.Max(1, options.Runs / options.Poison) == options.Runs / options.Poison / 2;
        var bot = isPoison ? Bots.Poison : random.Next(100) < 8 ? Bots.Narrow : Bots.Work;
        // A key that a cancel frees may be taken again, so what is canceled has none.
        var isCanceled = random.Next(100) < 2 && !isPoison;
        var work = new Work(n, random.Next(100) < 5 ? random.Next(100, 400) : random.Next(1, 40), random.Next(100) < 4);
        return new Submission(
            n,
            bot,
            random.Next(100) < 20 && !isCanceled ? $"k-{n}" : null,
            work,
            TimeSpan.FromMilliseconds(random.Next(100) < 15 ? random.Next(20, 1_500) : 0),
            random.Next(10),
            isCanceled);
    }
}
