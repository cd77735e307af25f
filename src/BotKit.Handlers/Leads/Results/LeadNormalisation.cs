namespace BotKit.Handlers;

/// <summary>
/// Leads whose values are in one form. The file has all columns of the original, and more: <c>email_status</c>,
/// <c>email_flags</c>, <c>phone_status</c>, <c>phone_type</c>, <c>country_code</c>, and <c>first_name</c> and <c>last_name</c>
/// where there was only a full name. A value that is not what its column says is left as it was, and its status says so.
/// </summary>
public sealed record LeadNormalisation : LeadResult
{
    /// <summary>The id of the file; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>What became of each kind of value that a column was found for.</summary>
    public required IReadOnlyList<LeadNormalisedField> Fields { get; init; }

    /// <summary>How many e-mail addresses are of a domain that gives mailboxes away for minutes.</summary>
    public required long DisposableEmails { get; init; }

    /// <summary>How many e-mail addresses name a function, such as <c>info</c>, and no person.</summary>
    public required long RoleEmails { get; init; }
}
