using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace BotKit.Handlers.Content;

/// <summary>The YAML in front of a piece. A text of JSON is one of YAML, whatever is in it.</summary>
internal static class FrontMatter
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation);

    public static string Of(string title, string description, string slug, DateOnly date, string language, string? keyphrase)
    {
        var lines = new List<string>
        {
            "---",
            $"title: {Quote(title)}",
            $"description: {Quote(description)}",
            $"slug: {Quote(slug)}",
            string.Create(CultureInfo.InvariantCulture, $"date: {date:yyyy-MM-dd}"),
            $"lang: {Quote(language)}",
        };
        if (keyphrase is not null)
        {
            lines.Add($"keyphrase: {Quote(keyphrase)}");
        }

        lines.Add("---\n");
        return string.Join('\n', lines);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";
}
