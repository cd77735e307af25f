namespace BotKit.Handlers.Leads;

/// <summary>What a column says about who somebody is.</summary>
internal enum ColumnRole
{
    /// <summary>Nothing that others of the household or company do not share: address, company, source.</summary>
    Shared,

    /// <summary>The family name.</summary>
    FamilyName,

    /// <summary>The first name, or the full one.</summary>
    GivenName,

    /// <summary>What belongs to one person whatever the name: e-mail, phone, date of birth.</summary>
    Personal,
}
