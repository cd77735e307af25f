using BotKit.Diagnostics;

namespace BotKit.Chaos;

/// <summary>The moments at which processes are killed.</summary>
internal static class Points
{
    public const string EffectBefore = "effect.before";
    public const string EffectAfter = "effect.after";

    /// <summary>Reached by work.</summary>
    public static readonly IReadOnlyList<string> InWork =
    [
        .. Of("enqueue"), CrashPoint.EnqueueAcknowledging,
        .. Of("claim"), CrashPoint.ClaimAnswered, CrashPoint.PromotionDone,
        CrashPoint.RunStarting, EffectBefore, EffectAfter, CrashPoint.RunDelivered,
        .. Of("end"), CrashPoint.RunWritten,
        .. Of("release"),
        .. Of("cold"),
        CrashPoint.BeatSending, CrashPoint.BeatAnswered,
    ];

    /// <summary>Reached while a process starts after another one was killed.</summary>
    public static readonly IReadOnlyList<string> AtStart = [CrashPoint.NodeJoined, CrashPoint.RecoveryDone];

    /// <summary>Reached once there is something old enough.</summary>
    public static readonly IReadOnlyList<string> Late = [CrashPoint.PurgeDone];

    /// <summary>Reached while the schema is made.</summary>
    public static readonly IReadOnlyList<string> InMigration = [CrashPoint.MigrationTables, CrashPoint.MigrationIndex, CrashPoint.MigrationVersion];

    private static string[] Of(string kind) => [CrashPoint.Executing(kind), CrashPoint.Executed(kind), CrashPoint.Committed(kind)];
}
