namespace BotKit.Diagnostics;

/// <summary>A run whose lines are captured. It owns the place of its log, so that a run that logs nothing has none.</summary>
internal interface ILoggedRun
{
    Guid ExecutionId { get; }

    string Bot { get; }

    long Fence { get; }

    ref RunLog? Log { get; }
}
