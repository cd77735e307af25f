namespace BotKit.Handlers;

/// <summary>What a column says about whether two leads are one person.</summary>
/// <param name="Column">The column.</param>
/// <param name="AgreeAmongDuplicates">How often two leads of one person have exactly the same value, where both have one.</param>
/// <param name="AgreeByChance">How often two leads of different persons have.</param>
/// <param name="WeightOfAgreement">What agreement says for one person, in bits: each bit doubles the odds.</param>
/// <param name="WeightOfDifference">What difference says, in bits: below 0 it speaks against.</param>
public sealed record LeadLinkWeight(string Column, double AgreeAmongDuplicates, double AgreeByChance, double WeightOfAgreement, double WeightOfDifference);
