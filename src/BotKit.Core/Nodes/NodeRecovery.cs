namespace BotKit.Nodes;

/// <summary>What became of the runs of a lost node.</summary>
/// <param name="Requeued">Put back, due again after a delay that grows with each loss.</param>
/// <param name="Dead">Ended <see cref="BotStatus.Dead"/> because they were lost too often.</param>
/// <param name="Canceled">Ended <see cref="BotStatus.Canceled"/> because somebody had asked for it.</param>
/// <param name="Interrupted">Direct runs, ended <see cref="BotStatus.Failed"/> (interrupted) or, with a key, left for the next call with it.</param>
public sealed record NodeRecovery(int Requeued, int Dead, int Canceled, int Interrupted);
