namespace BotKit.Diagnostics;

/// <summary>
/// Named moments at which the kill test ends this process. Nothing in a shipped package sets the hook: no option, variable or
/// switch reaches it, only an assembly that internals are visible to, so a host pays one read of a field that is null. It is
/// static because the moments lie below everything that is injected (a commit, a migration, the thread that renews the lease),
/// and handing an object down to all of them would cost every host for what only a test uses.
/// </summary>
internal static class CrashPoint
{
    /// <summary>Called with the name of the moment that is reached; <see langword="null"/> outside the kill test.</summary>
#pragma warning disable CA2211, S2223 // Set once by the kill test, before anything runs.
    internal static Action<string>? Reached;
#pragma warning restore CA2211, S2223

    // Queue and delivery.
    public const string EnqueueAcknowledging = "enqueue.acknowledging";
    public const string ClaimAnswered = "claim.answered";
    public const string RunStarting = "run.starting";
    public const string RunDelivered = "run.delivered";
    public const string RunWritten = "run.written";

    // The lease.
    public const string BeatSending = "beat.sending";
    public const string BeatAnswered = "beat.answered";
    public const string NodeJoined = "node.joined";

    // Rare work of the store.
    public const string RecoveryDone = "recovery.executed";
    public const string PurgeDone = "purge.executed";
    public const string PromotionDone = "timer.promoted";
    public const string MigrationTables = "migration.tables";
    public const string MigrationIndex = "migration.index";
    public const string MigrationVersion = "migration.version";

    /// <summary>Before a transaction with a command of a kind, while it is open, and after its commit.</summary>
    public static string Executing(string kind) => kind + ".executing";

    /// <inheritdoc cref="Executing"/>
    public static string Executed(string kind) => kind + ".executed";

    /// <inheritdoc cref="Executing"/>
    public static string Committed(string kind) => kind + ".committed";
}
