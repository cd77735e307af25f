namespace BotKit.Handlers;

/// <summary>What one gate says.</summary>
/// <param name="Gate">The gate's name, such as <c>seo.title</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Reasons">Why, for people; none when it passed.</param>
/// <param name="Value">What was measured, where it is a number.</param>
public sealed record ContentGateResult(string Gate, ContentVerdict Verdict, IReadOnlyList<string> Reasons, double? Value);
