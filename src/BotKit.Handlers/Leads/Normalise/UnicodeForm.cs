using System.Text;

namespace BotKit.Handlers.Leads;

/// <summary>Unicode's normal forms, of any text whatsoever.</summary>
internal static class UnicodeForm
{
    /// <summary>The text in a normal form; as it is where it has none: half of a surrogate pair, or U+FFFE.</summary>
    public static string Of(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
