namespace BotKit.Handlers.Content.Operations;

/// <summary>Makes a piece of a draft: all its forms, and what the gates say.</summary>
internal static class PieceFinish
{
    public static ContentPiece Of(ContentOrder order, ContentDraft draft, string engine, IReadOnlyList<KeptPiece> earlier, ContentGateOptions asked)
    {
        var markdown = ContentText.Whole(draft.Markdown);
        var title = Line(draft.Title);
        var description = Line(draft.MetaDescription);
        var keyphrase = order.Brief.Keyphrase ?? order.Brief.Topic;
        var slug = Slug.Of(title.Length > 0 ? title : order.Brief.Topic, order.Language);
        var facts = MarkdownFacts.Of(markdown);
        var report = GateRunner.Ask(new GateSubject
        {
            Kind = order.Kind,
            Language = order.Language,
            Title = title,
            MetaDescription = description,
            Slug = slug,
            Keyphrase = keyphrase,
            Facts = facts,
            Readability = ReadabilityMeter.Measure(facts.Prose, order.Language),
            Voice = order.Voice,
            Similar = PieceMemory.FindMostLike(earlier, MinHash.Of(facts.Text), order.ExecutionId),
            Asked = asked,
        });
        return new ContentPiece
        {
            Language = order.Language,
            Variant = order.Variant,
            Title = title,
            MetaDescription = description,
            Slug = slug,
            Markdown = markdown,
            Html = MarkdownText.ToSafeHtml(markdown),
            Text = facts.Text,
            FrontMatter = FrontMatter.Of(title, description, slug, order.Today, order.Language, keyphrase),
            Engine = draft.Engine ?? engine,
            DegradedBy = draft.DegradedBy,
            Model = draft.Model,
            Report = report,
        };
    }

    /// <summary>On one line, without control characters.</summary>
    private static string Line(string? text)
        => string.Join(' ', string.Concat(ContentText.Whole(text).Where(static letter => !char.IsControl(letter) || char.IsWhiteSpace(letter))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
