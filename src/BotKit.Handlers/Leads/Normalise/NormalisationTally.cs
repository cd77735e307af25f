namespace BotKit.Handlers.Leads;

/// <summary>Counts what became of the values.</summary>
internal sealed class NormalisationTally(NormalisationPlan plan)
{
    private readonly (FieldKind Kind, string Name, int Column)[] _fields = [.. plan.Fields()];
    private readonly long[,] _counts = new long[Enum.GetValues<FieldKind>().Length, 3];

    public long DisposableEmails { get; private set; }

    public long RoleEmails { get; private set; }

    public IReadOnlyList<LeadNormalisedField> Fields =>
    [
        .. _fields.Select(kind => new LeadNormalisedField(
            kind.Name, plan.Columns[kind.Column], _counts[(int)kind.Kind, 0], _counts[(int)kind.Kind, 1], _counts[(int)kind.Kind, 2])),
    ];

    public void Add(NormalisedLead lead)
    {
        foreach (var (kind, _, _) in _fields)
        {
            _counts[(int)kind, lead.IsValid(kind) switch { true => 0, false => 1, null => 2 }]++;
        }

        DisposableEmails += lead.Email.IsDisposable ? 1 : 0;
        RoleEmails += lead.Email.IsRole ? 1 : 0;
    }
}
