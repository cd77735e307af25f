namespace BotKit.Chaos.Workers;

/// <summary>The names of the bots.</summary>
internal static class Bots
{
    public const string Work = "work";

    /// <summary>At most <see cref="NarrowLimit"/> of its runs are running anywhere.</summary>
    public const string Narrow = "narrow";

    public const string Poison = "poison";

    /// <summary>No process has it.</summary>
    public const string Unknown = "nobody";

    public const int NarrowLimit = 3;

    /// <summary>A version that no process reads.</summary>
    public const int NewerPayload = 99;
}
