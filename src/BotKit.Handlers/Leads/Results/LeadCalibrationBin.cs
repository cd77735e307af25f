namespace BotKit.Handlers;

/// <summary>Leads of about the same probability.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Expected">Their mean probability.</param>
/// <param name="Actual">The share of them that converted.</param>
public sealed record LeadCalibrationBin(int Rows, double Expected, double Actual);
