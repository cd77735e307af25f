namespace BotKit.Handlers.Leads;

/// <summary>The kinds of values that are normalised.</summary>
internal enum FieldKind
{
    Email,
    Phone,
    FirstName,
    LastName,
    FullName,
    Country,
}
