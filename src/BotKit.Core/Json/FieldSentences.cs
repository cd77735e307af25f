using System.Collections.Frozen;

namespace BotKit.Json;

/// <summary>What a caller reads beside a code that needs no more words.</summary>
internal static class FieldSentences
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        [FieldCodes.Malformed] = "The text is not well-formed JSON.",
        [FieldCodes.TooDeep] = "The JSON is nested deeper than 32 levels.",
        [FieldCodes.DuplicateMember] = "This member is given more than once.",
        [FieldCodes.UnknownMember] = "This member is not known.",
        [FieldCodes.Required] = "This member is required.",
        [FieldCodes.NotNull] = "Must not be null.",
        [FieldCodes.OutOfRange] = "The number is out of range.",
        [FieldCodes.InvalidFormat] = "The text does not have the required form.",
        [FieldCodes.Invalid] = "The value cannot be used.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string code) => Known[code];
}
