namespace BotKit.Handlers.Leads;

/// <summary>A lead whose values are in one form, and what became of each kind.</summary>
internal sealed class NormalisedLead(string?[] values)
{
    private readonly bool?[] _isValid = new bool?[Enum.GetValues<FieldKind>().Length];

    public string?[] Values { get; } = values;

    public NormalisedEmail Email { get; set; }

    /// <summary>Notes whether a value was what it should be; one that is missing is neither.</summary>
    public void Set(FieldKind kind, string? written, bool isValid) => _isValid[(int)kind] = written is null ? null : isValid;

    public bool? IsValid(FieldKind kind) => _isValid[(int)kind];
}
