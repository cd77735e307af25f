namespace BotKit.Json;

/// <summary>The codes of problems found while binding, and how many of them are told.</summary>
internal static class FieldCodes
{
    public const string Malformed = BotErrorCodes.MalformedJson;
    public const string TooDeep = "too_deep";
    public const string DuplicateMember = "duplicate_member";
    public const string UnknownMember = "unknown_member";
    public const string UnknownDiscriminator = "unknown_discriminator";
    public const string UnknownValue = "unknown_value";
    public const string Required = "required";
    public const string NotNull = "not_null";
    public const string WrongType = "wrong_type";
    public const string OutOfRange = "out_of_range";
    public const string InvalidFormat = "invalid_format";
    public const string Invalid = "invalid";

    /// <summary>Problems told at most for one input; a caller who breaks a million rules learns of the first hundred.</summary>
    public const int MaxProblems = 100;
}
