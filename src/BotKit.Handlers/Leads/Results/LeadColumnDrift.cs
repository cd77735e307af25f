namespace BotKit.Handlers;

/// <summary>How far the values of a column differ from those of the training.</summary>
/// <param name="Column">The column.</param>
/// <param name="Psi">The population stability index, less what chance alone would give for so many leads; never below 0.</param>
/// <param name="Verdict">What it means.</param>
public sealed record LeadColumnDrift(string Column, double Psi, LeadDriftVerdict Verdict);
