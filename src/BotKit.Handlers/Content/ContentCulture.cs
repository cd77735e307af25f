using System.Globalization;

namespace BotKit.Handlers.Content;

/// <summary>The culture of a language; the invariant one where the machine has no cultures, as many containers have none.</summary>
internal static class ContentCulture
{
    public static CultureInfo Of(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    /// <summary>The language's name in English, else its code.</summary>
    public static string NameOf(string language) => Of(language) is { Name.Length: > 0 } culture ? culture.EnglishName : language;
}
