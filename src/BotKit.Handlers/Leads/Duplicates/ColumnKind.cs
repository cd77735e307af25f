namespace BotKit.Handlers.Leads;

/// <summary>How the values of a column are compared.</summary>
internal enum ColumnKind
{
    /// <summary>Words: names, streets, companies.</summary>
    Text,

    /// <summary>Digits: dates, phone numbers, postcodes.</summary>
    Digits,

    /// <summary>E-mail addresses.</summary>
    Email,
}
