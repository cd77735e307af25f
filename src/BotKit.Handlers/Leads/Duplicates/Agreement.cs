namespace BotKit.Handlers.Leads;

/// <summary>How far two values agree.</summary>
internal static class Agreement
{
    /// <summary>One of them is absent: it says nothing.</summary>
    public const int Unknown = 0;

    public const int Exact = 1;

    /// <summary>A slip of the pen apart; also when two columns are swapped.</summary>
    public const int Close = 2;

    public const int Similar = 3;

    public const int Different = 4;

    public const int Count = 5;
}
