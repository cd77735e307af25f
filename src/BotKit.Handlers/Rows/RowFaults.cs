namespace BotKit.Handlers.Rows;

/// <summary>Why a row is bad.</summary>
internal static class RowFaults
{
    /// <summary>It has fewer fields than the header.</summary>
    public const string TooFewFields = "too_few_fields";

    /// <summary>It has more fields than the header, or more columns than are allowed.</summary>
    public const string TooManyFields = "too_many_fields";

    /// <summary>A quote is opened and never closed.</summary>
    public const string OpenQuote = "open_quote";

    /// <summary>There is text between a closing quote and the next delimiter.</summary>
    public const string TextAfterQuote = "text_after_quote";

    /// <summary>It has a NUL character.</summary>
    public const string NulCharacter = "nul_character";

    /// <summary>It is longer than allowed.</summary>
    public const string TooLong = "row_too_long";

    /// <summary>It is not JSON, or has a text that is not Unicode.</summary>
    public const string NotJson = "not_json";

    /// <summary>It is JSON, but not an object.</summary>
    public const string NotAnObject = "not_an_object";

    /// <summary>It has the same member twice.</summary>
    public const string DuplicateMember = "duplicate_member";
}
