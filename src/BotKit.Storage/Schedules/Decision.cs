namespace BotKit.Storage.Schedules;

/// <summary>A delegate of a caller, called inside the writer's transaction: what it throws is its caller's, not the store's.</summary>
internal static class Decision
{
    public static T Of<T>(Func<T> decide)
    {
        try
        {
            return decide();
        }
#pragma warning disable CA1031 // Handed to the caller as it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new DecisionException(exception);
        }
    }
}

/// <summary>A delegate threw; the transaction goes on without its command.</summary>
#pragma warning disable CA1032 // It has one purpose.
internal sealed class DecisionException(Exception cause) : Exception("A delegate threw.", cause);
#pragma warning restore CA1032
