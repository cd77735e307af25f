namespace BotKit.Handlers;

/// <summary>
/// Asks for a model to be trained on leads whose outcome is known; the answer is a <see cref="LeadTraining"/>. Columns that tell
/// what is known only afterwards are refused, by their name and by what they give away.
/// </summary>
public sealed record LeadTrainInput : LeadInput
{
    /// <summary>The column of the outcome. Leads without one are left out.</summary>
    public required string Target { get; init; }

    /// <summary>The value of the target that means success; all others mean none. Default the one of two values that reads <c>1</c>, <c>yes</c>, <c>true</c> or the like.</summary>
    public string? Positive { get; init; }

    /// <summary>The name of the model: small letters, digits and hyphens. Default <c>leads</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Columns not to learn from; at most 500. Default none.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Columns that you vouch for to be known when a lead comes, so that they are not refused for their name or their power; at most 500. Default none.</summary>
    public IReadOnlyList<string>? KnownAtIntake { get; init; }

    /// <summary>The folds of the cross-validation, 2 to 10. Default 5.</summary>
    public int? Folds { get; init; }

    /// <summary>What chance begins with; the same file and seed give the same model. Default 1.</summary>
    public int? Seed { get; init; }
}
