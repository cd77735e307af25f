namespace BotKit.Ledger;

/// <summary>Instants as whole minutes since year 1.</summary>
internal static class Minutes
{
    public static long Of(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMinute;

    public static long OfEnd(in RunRecord run) => (run.StartedAt.UtcTicks + run.Result.Duration.Ticks) / TimeSpan.TicksPerMinute;

    public static DateTimeOffset Start(long minute) => new(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
