namespace BotKit.Handlers;

/// <summary>A piece that would be written.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Variant">Which variant, from 1.</param>
/// <param name="Engine">What would write it.</param>
/// <param name="MaxTokens">Tokens that it would take at most, repair included; 0 for templates.</param>
/// <param name="MaxCost">What these would cost.</param>
public sealed record ContentPlannedPiece(string Language, int Variant, string Engine, long MaxTokens, decimal MaxCost);
