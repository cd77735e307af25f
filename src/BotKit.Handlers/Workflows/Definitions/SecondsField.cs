namespace BotKit.Handlers.Workflows;

/// <summary>A number of seconds, or the path to one.</summary>
internal sealed record SecondsField(long? Seconds, StatePath? Path)
{
    /// <summary>Works it out.</summary>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.Runtime"/>: the path leads to no positive whole number.</exception>
    public TimeSpan Read(DataScope scope, string field)
    {
        if (Seconds is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return JsonNodes.TryWhole(scope.Read(Path!, field + "Path"), out var read) && read is > 0 and <= WorkflowDefaults.MaxSeconds
            ? TimeSpan.FromSeconds(read)
            : throw StateFailureException.Runtime($"The {field}Path '{Path}' does not lead to a positive number of seconds.");
    }
}
