namespace BotKit.Storage.Recovery;

/// <summary>What becomes of the runs of a lost node, each by exactly one rule. The conditions exclude each other.</summary>
/// <param name="Condition">Which rows of <c>bot_queue</c>, beside the owner's.</param>
internal sealed record RecoveryRule(string Condition)
{
    /// <summary>Somebody asked for its end.</summary>
    public static RecoveryRule Canceled { get; } = new("state = 2 and cancel = 1");

    /// <summary>A direct run without a key: nobody repeats it.</summary>
    public static RecoveryRule Interrupted { get; } = new("state = 2 and cancel = 0 and direct = 1");

    /// <summary>A direct run with a key: it waits for the next call with it.</summary>
    public static RecoveryRule Orphaned { get; } = new("state = 2 and cancel = 0 and direct = 2");

    /// <summary>A queued run that was lost too often.</summary>
    public static RecoveryRule Dead { get; } = new("state = 2 and cancel = 0 and direct = 0 and lost + 1 >= max_lost");

    /// <summary>A queued run that is put back.</summary>
    public static RecoveryRule Requeued { get; } = new("state = 2 and cancel = 0 and direct = 0 and lost + 1 < max_lost");

    public static IReadOnlyList<RecoveryRule> All { get; } = [Canceled, Interrupted, Orphaned, Dead, Requeued];

    /// <summary>The condition of rows that the claim takes, promotes or leaves parked: they need no recovery.</summary>
    public const string Waiting = "state in (0, 1) and owner is null";

    /// <summary>The condition of rows that wait, ownerless, for their key's next call or its expiry.</summary>
    public const string Orphans = "state = 2 and owner is null and direct = 2";
}
