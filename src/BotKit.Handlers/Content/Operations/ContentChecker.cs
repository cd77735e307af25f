namespace BotKit.Handlers.Content.Operations;

/// <summary>Says how good a text is.</summary>
internal sealed class ContentChecker(PieceMemory memory, ContentSettings settings)
{
    public async ValueTask<ContentResult> RunAsync(ContentCheckInput input, BotContext context, CancellationToken cancellationToken)
    {
        var language = input.Language ?? ContentDefaults.Language;
        var voice = settings.FindVoice(input.Voice);
        var facts = MarkdownFacts.Of(input.Text);
        context.Report(.3, "Asking the gates");
        cancellationToken.ThrowIfCancellationRequested();
        var earlier = await memory.ReadAsync(context.Bot, language, cancellationToken).ConfigureAwait(false);
        var title = input.Title ?? facts.Headings.FirstOrDefault(static heading => heading.Level == 1).Text ?? "";
        var report = GateRunner.Ask(new GateSubject
        {
            Kind = input.Kind ?? ContentKind.BlogPost,
            Language = language,
            Title = title,
            MetaDescription = input.MetaDescription ?? "",
            Slug = input.Slug ?? Slug.Of(title, language),
            Keyphrase = input.Keyphrase,
            Facts = facts,
            Readability = ReadabilityMeter.Measure(facts.Prose, language),
            Voice = voice,
            Similar = PieceMemory.FindMostLike(earlier, MinHash.Of(facts.Text), context.ExecutionId),
            Asked = settings.Options.Gates,
        });
        return new ContentCheck { DryRun = context.IsDryRun, Report = report };
    }
}
