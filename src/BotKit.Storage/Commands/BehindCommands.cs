using BotKit.Ledger;

namespace BotKit.Storage.Commands;

/// <summary>A command that nobody waits for: what is written behind.</summary>
/// <param name="kind">What it does.</param>
/// <param name="rows">How many rows it counts for.</param>
/// <param name="ended">Called once, with the failure if there was one.</param>
internal abstract class BehindCommand(CommandKind kind, int rows, Action<BehindCommand, Exception?> ended) : StoreCommand(kind, rows)
{
    /// <summary>The bot whose rows these are.</summary>
    public abstract string Bot { get; }

    public override void Reset()
    {
    }

    protected override void OnDelivered() => ended(this, null);

    protected override void OnFailed(Exception exception) => ended(this, exception);
}

/// <param name="run">A run that was not in the ledger before it ended, with its payloads.</param>
/// <param name="ended">Called once, with the failure if there was one.</param>
internal sealed class RecordCommand(StoredRun run, Action<BehindCommand, Exception?> ended)
    : BehindCommand(CommandKind.Record, 1, ended)
{
    public StoredRun Run => run;

    public override string Bot => run.Bot;
}

internal sealed class LogCommand(RunLogPart part, Action<BehindCommand, Exception?> ended)
    : BehindCommand(CommandKind.Log, Math.Max(1, part.Rows.Count), ended)
{
    public RunLogPart Part => part;

    public override string Bot => part.Bot;
}

internal sealed class RefusalCommand(string bot, string code, long minute, long count, Action<BehindCommand, Exception?> ended)
    : BehindCommand(CommandKind.Refusal, 1, ended)
{
    public override string Bot => bot;

    public string Code => code;

    /// <summary>Minutes since year 1.</summary>
    public long Minute => minute;

    public long Count => count;
}
