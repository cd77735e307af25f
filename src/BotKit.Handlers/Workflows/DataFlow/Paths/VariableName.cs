using System.Globalization;

namespace BotKit.Handlers.Workflows;

/// <summary>What variables may be called: a Unicode identifier of at most 80 characters that is not <c>states</c>.</summary>
/// <remarks>AWS Step Functions, "Passing data between states with variables", rules of names.</remarks>
internal static class VariableName
{
    public static bool IsStart(char it) => char.IsLetter(it) || it == '_';

    public static bool IsPart(char it)
        => char.IsLetterOrDigit(it) || it == '_' || char.GetUnicodeCategory(it) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    public static bool IsValid(string name)
        => name.Length is > 0 and <= WorkflowDefaults.MaxVariableName && IsStart(name[0]) && name.All(IsPart) && name != "states";
}
