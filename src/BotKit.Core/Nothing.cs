namespace BotKit;

/// <summary>The type of no input or no result. It is written <c>{}</c> in JSON.</summary>
public sealed record Nothing
{
    private Nothing()
    {
    }

    /// <summary>The only value.</summary>
    public static Nothing Value { get; } = new();
}
