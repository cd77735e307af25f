using DotLiquid;

namespace BotKit.Handlers.Content.Templates;

/// <summary>Writes pieces from Liquid templates: a line <c>title:</c>, a line <c>description:</c>, a line <c>---</c>, and the body.</summary>
internal sealed class TemplateContentGenerator(LiquidEngine engine, TemplateLibrary library, ContentSettings settings) : IContentGenerator
{
    public const string EngineName = "templates";

    private const string TitleMark = "title:";
    private const string DescriptionMark = "description:";

    public string Name => EngineName;

    public (long Tokens, decimal Cost) Estimate(ContentOrder order) => (0, 0);

    public async ValueTask<ContentDraft> GenerateAsync(ContentOrder order, CancellationToken cancellationToken)
    {
        var name = TemplateLibrary.NameOf(order.Kind, order.Language);
        var text = await engine.RenderAsync(library.Get(name), DataOf(order), order.Language, library.Find, cancellationToken).ConfigureAwait(false);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var rule = Array.IndexOf(lines, "---");
        if (rule < 0)
        {
            throw ContentFailure.Of(ContentErrorCodes.TemplateInvalid, $"The template '{name}' has no line '---' between title and body.");
        }

        return new ContentDraft
        {
            Title = ValueOf(lines.AsSpan(0, rule), TitleMark),
            MetaDescription = Cut(ValueOf(lines.AsSpan(0, rule), DescriptionMark), settings.Options.Gates.MaxMetaDescription),
            Markdown = Tidy(lines.AsSpan(rule + 1)),
        };
    }

    private static Hash DataOf(ContentOrder order)
    {
        var (brief, voice) = (order.Brief, order.Voice);
        var culture = ContentCulture.Of(order.Language);
        var data = new Hash
        {
            ["topic"] = MarkdownEscape.Escape(brief.Topic),
            ["topic_start"] = MarkdownEscape.Escape(char.ToUpper(brief.Topic[0], culture) + brief.Topic[1..]),
            ["points"] = (brief.KeyPoints ?? []).Select(static point => MarkdownEscape.Escape(Sentence(point))).ToList(),
            ["today"] = order.Today.ToString("D", culture),
            ["link"] = order.LinkAddress,
            ["hashtags"] = (voice?.Hashtags ?? []).Select(static tag => MarkdownEscape.Escape("#" + tag)).ToList(),
        };
        Add("title", brief.Title);
        Add("audience", brief.Audience);
        Add("benefit", brief.Benefit is null ? null : Sentence(brief.Benefit));
        Add("keyphrase", brief.Keyphrase is { } phrase && !string.Equals(phrase, brief.Topic, StringComparison.OrdinalIgnoreCase) ? phrase : null);
        Add("call", brief.CallToAction?.TrimEnd('.', ' '));
        Add("quote", brief.Quote);
        Add("quote_by", brief.QuoteBy);
        Add("contact", brief.Contact);
        Add("brand", voice?.Brand);
        Add("greeting", Of(voice?.Greeting));
        Add("sign_off", Of(voice?.SignOff));
        Add("about", Of(voice?.About));
        var pick = new Random(unchecked((order.Seed * 31) + order.Variant - 1));
        for (var number = 1; number <= 6; number++)
        {
            // The first choice turns with the variant, so that variants differ where it shows most.
            data[$"pick{number}"] = number == 1 ? (order.Seed + order.Variant - 2 + 300_000_000L) % 3 : pick.Next(3);
        }

        return data;

        void Add(string name, string? value) => data[name] = value is null ? null : MarkdownEscape.Escape(value);

        string? Of(IDictionary<string, string>? texts)
            => texts is null ? null : texts.TryGetValue(order.Language, out var own) ? own : texts.TryGetValue("*", out var any) ? any : null;
    }

    private static string Sentence(string text) => text.TrimEnd()[^1] is '.' or '!' or '?' ? text.Trim() : text.Trim() + ".";

    private static string ValueOf(ReadOnlySpan<string> lines, string mark)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith(mark, StringComparison.Ordinal))
            {
                return MarkdownEscape.Unescape(line[mark.Length..].Trim());
            }
        }

        return "";
    }

    private static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', max - 1);
        end = end > 0 ? end : max - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(',', ';', ':', ' ') + "…";
    }

    /// <summary>At most one empty line in a row, which is what tags leave behind.</summary>
    private static string Tidy(ReadOnlySpan<string> lines)
    {
        var kept = new List<string>();
        foreach (var line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                kept.Add(line.TrimEnd());
            }
            else if (kept.Count > 0 && kept[^1].Length > 0)
            {
                kept.Add("");
            }
        }

        return string.Join('\n', kept).TrimEnd() + "\n";
    }
}
