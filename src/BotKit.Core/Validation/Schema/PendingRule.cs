using FluentValidation;

namespace BotKit.Validation;

/// <summary>A rule on its way to the value it is about.</summary>
/// <param name="Path">The members still to go through, by their names in code; <see cref="Item"/> for every item of a collection.</param>
/// <param name="Rule">The rule.</param>
/// <param name="IsConditional">Whether it applies only in some cases.</param>
internal sealed record PendingRule(IReadOnlyList<string> Path, IValidationRule Rule, bool IsConditional)
{
    /// <summary>Every item of a collection; no member can have this name.</summary>
    public const string Item = "[]";

    public PendingRule Step() => this with { Path = [.. Path.Skip(1)] };
}
