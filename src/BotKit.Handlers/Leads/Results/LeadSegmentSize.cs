namespace BotKit.Handlers;

/// <summary>What a segment holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many leads it has.</param>
/// <param name="Share">Their share of all, 0 to 1.</param>
/// <param name="MeanScore">The mean of their <c>lead_score</c>; <see langword="null"/> when the file has none.</param>
public sealed record LeadSegmentSize(string Name, long Rows, double Share, double? MeanScore);
