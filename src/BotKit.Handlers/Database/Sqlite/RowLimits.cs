namespace BotKit.Handlers.Database;

/// <summary>How much of a result leaves the database.</summary>
internal static class RowLimits
{
    public const int MaxBytes = 4 * 1024 * 1024;
}
