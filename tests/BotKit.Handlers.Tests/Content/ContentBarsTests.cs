using System.Text.Json;
using BotKit.Handlers.Content;

namespace BotKit.Handlers.Tests.Content;

/// <summary>The bars of the content bot on the shared files, beside the anchors.</summary>
public sealed class ContentBarsTests(ITestOutputHelper output)
{
    [Fact]
    public void Readability_OfTheEnglishCases_ReachesItsBar()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestData.Path("content/textstat_cases.json")));
        var texts = file.RootElement.GetProperty("texts");
        var (right, count, other) = (0, 0, 0);
        foreach (var row in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var test = row.GetProperty("_test").GetString()!;
            var language = row.TryGetProperty("lang", out var lang) ? lang.GetString()![..2] : "en";
            var source = row.TryGetProperty("text", out var first) ? first : row.GetProperty("test");
            var name = source.ValueKind == JsonValueKind.Object ? source.GetProperty("$ref").GetString()! : "";
            var text = source.ValueKind == JsonValueKind.Object ? texts.GetProperty(name).GetString()! : source.GetString()!;
            if (language != "en" || name.Contains("RUSSIAN") || name.Contains("HUNGARIAN") || name.Contains("ARABIC") || name.Contains("GERMAN") || Measured(test, row, text) is not { } measured)
            {
                other++;
                continue;
            }

            var expected = row.TryGetProperty("expected", out var value) || row.TryGetProperty("n_words", out value) || row.TryGetProperty("n_syllables", out value) ? value.GetDouble() : double.NaN;
            var isRight = Math.Abs(measured - expected) <= Math.Max(.0005, .005 * Math.Abs(expected));
            right += isRight ? 1 : 0;
            count++;
            if (!isRight)
            {
                output.WriteLine($"wrong: {test} {name} {(name.Length == 0 ? JsonSerializer.Serialize(text) : "")}: {measured} instead of {expected}");
            }
        }

        output.WriteLine($"readability: {right} of {count} English cases within 0.5 % (bar 98 %); {other} cases of other languages or of formulas that are not offered");
        ((double)right / count).Should().BeGreaterThanOrEqualTo(.98);
    }

    [Fact]
    public void Markdown_OfCommonMark_ReachesItsBar()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestData.Path("content/commonmark.json")));
        var (right, count) = (0, 0);
        foreach (var example in file.RootElement.EnumerateArray())
        {
            count++;
            right += MarkdownText.ToUnsafeHtml(example.GetProperty("markdown").GetString()!) == example.GetProperty("html").GetString() ? 1 : 0;
        }

        output.WriteLine($"Markdown: {right} of {count} exact (bar 150; Markdig 152)");
        right.Should().BeGreaterThanOrEqualTo(150);
    }

    [Fact]
    public void Html_OfHostilePayloads_IsNeverUnsafe()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestData.Path("content/dompurify_expect.json")));
        var (bad, count) = (0, 0);
        foreach (var payload in file.RootElement.EnumerateArray())
        {
            foreach (var html in new[] { SafeHtml.Sanitise(payload.GetProperty("payload").GetString()!), MarkdownText.ToSafeHtml(payload.GetProperty("payload").GetString()!) })
            {
                count++;
                if (HtmlDanger.Find(html) is { } danger)
                {
                    bad++;
                    output.WriteLine($"unsafe ({danger}): {html}");
                }
            }
        }

        output.WriteLine($"hostile HTML: {bad} of {count} outputs unsafe, raw and through Markdown (bar 0; HtmlSanitizer 0)");
        bad.Should().Be(0);
        count.Should().BeGreaterThan(100);
    }

    private static double? Measured(string test, JsonElement row, string text)
    {
        var measured = ReadabilityMeter.Measure(text, "en");
        int Of(string name) => row.GetProperty(name).GetInt32();
        bool Is(string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
        return test switch
        {
            "test_count_chars" => Is("ignore_spaces") ? measured.Characters : null,
            "test_count_letters" or "test_letter_count" => measured.Letters,
            "test_count_long_words" => Of("threshold") == 6 ? measured.LongWords : null,
            "test_count_monosyllable_words" => measured.MonosyllableWords,
            "test_count_polysyllable_words" => measured.PolysyllableWords,
            "test_count_sentences" => measured.Sentences,
            "test_syllable_count" => measured.Syllables,
            "test_count_words" => Is("rm_punctuation") && !Is("split_contractions") && !Is("split_hyphens") ? measured.Words : null,
            "test_automated_readability_index" => measured.AutomatedReadabilityIndex ?? 0,
            "test_flesch_kincaid_grade" => measured.FleschKincaidGrade ?? 0,
            "test_flesch_reading_ease" => measured.FleschReadingEase ?? 0,
            "test_gunning_fog" => measured.GunningFog ?? 0,
            "test_smog_index" => measured.Smog ?? 0,
            "test_lix" => measured.Lix ?? 0,
            "test_rix" => measured.Rix ?? 0,
            "test_letters_per_word" => (double)measured.Letters / measured.Words,
            "test_sentences_per_word" => (double)measured.Sentences / measured.Words,
            "test_syllables_per_word" => (double)measured.Syllables / measured.Words,
            "test_words_per_sentence" => (double)measured.Words / measured.Sentences,
            _ => null,
        };
    }
}
