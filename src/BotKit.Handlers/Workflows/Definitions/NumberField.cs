namespace BotKit.Handlers.Workflows;

/// <summary>A number, or the path to one.</summary>
internal sealed record NumberField(double? Number, StatePath? Path)
{
    /// <summary>Works it out.</summary>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.Runtime"/>: the path leads to no such number.</exception>
    public double Read(DataScope scope, string field, double most, bool isWhole)
    {
        if (Number is { } number)
        {
            return number;
        }

        var value = scope.Read(Path!, field + "Path");
        return JsonNodes.TryNumber(value, out var read) && read >= 0 && read <= most && (!isWhole || JsonNodes.TryWhole(value, out _))
            ? read
            : throw StateFailureException.Runtime(
                $"The {field}Path '{Path}' does not lead to {(isWhole ? "a whole number" : "a number")} from 0{(most < double.MaxValue ? $" to {most}" : string.Empty)}.");
    }
}
