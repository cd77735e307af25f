using System.Runtime.CompilerServices;

namespace BotKit.Ledger;

/// <summary>How many rows a list may ask for.</summary>
internal static class PageSize
{
    public const int Max = 1_000;

    public static void ThrowIfInvalid(int count, [CallerArgumentExpression(nameof(count))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Max, name);
    }
}
