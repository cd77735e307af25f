namespace BotKit.Handlers.Database;

/// <summary>Passes progress on to the run, on the thread that makes it, so that none arrives after the run has ended.</summary>
internal sealed class DatabaseProgressReport(BotContext context) : IProgress<DatabaseProgress>
{
    public void Report(DatabaseProgress value) => context.Report(Math.Clamp(value.Fraction, 0, 1), value.Message);
}
