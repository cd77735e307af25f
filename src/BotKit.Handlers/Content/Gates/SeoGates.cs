namespace BotKit.Handlers.Content.Gates;

internal static class SeoGates
{
    private const int WordsWithoutHeading = 300;
    private const int MaxSlug = 80;

    private static readonly HashSet<string> EmptyLinkTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        "here", "click here", "link", "more", "read more", "hier", "hier klicken", "mehr", "weiterlesen", "ici", "cliquez ici",
    };

    public static ContentGateResult AskTitle(string gate, GateSubject subject)
    {
        var length = subject.Title.Length;
        if (!subject.IsPage && subject.Kind != ContentKind.VideoDescription && length == 0)
        {
            return GateResults.Skipped(gate, "This kind needs no title.");
        }

        return length == 0
            ? GateResults.From(gate, ContentVerdict.Failed, ["There is no title."], 0)
            : GateResults.From(
                gate,
                ContentVerdict.Warning,
                length > subject.Asked.MaxTitle ? [GateResults.Text($"The title has {length} characters; search engines show about {subject.Asked.MaxTitle}.")] : [],
                length);
    }

    public static ContentGateResult AskMetaDescription(string gate, GateSubject subject)
    {
        if (!subject.IsPage)
        {
            return GateResults.Skipped(gate, "This kind is not searched for.");
        }

        var (length, asked) = (subject.MetaDescription.Length, subject.Asked);
        var reason = length == 0 ? "There is no description for search engines."
            : length < asked.MinMetaDescription || length > asked.MaxMetaDescription
                ? GateResults.Text($"The description has {length} characters; {asked.MinMetaDescription} to {asked.MaxMetaDescription} are asked for.")
                : null;
        return GateResults.From(gate, ContentVerdict.Warning, reason is null ? [] : [reason], length);
    }

    public static ContentGateResult AskSlug(string gate, GateSubject subject)
    {
        if (!subject.IsPage)
        {
            return GateResults.Skipped(gate, "This kind has no address.");
        }

        var reasons = new List<string>();
        if (subject.Slug.Any(static letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-'))
        {
            reasons.Add("An address has small letters, digits and hyphens.");
        }

        if (subject.Slug.Length > MaxSlug)
        {
            reasons.Add($"The last part of the address has {subject.Slug.Length} characters; at most {MaxSlug} are easy to share.");
        }

        return GateResults.From(gate, ContentVerdict.Warning, reasons, subject.Slug.Length);
    }

    public static ContentGateResult AskHeadings(string gate, GateSubject subject)
    {
        if (!subject.IsPage)
        {
            return GateResults.Skipped(gate, "This kind needs no headings.");
        }

        var reasons = new List<string>();
        var headings = subject.Facts.Headings;
        var first = headings.Count(static heading => heading.Level == 1);
        if (first > 1 || (first == 1 && !string.Equals(headings.First(static heading => heading.Level == 1).Text, subject.Title, StringComparison.OrdinalIgnoreCase)))
        {
            reasons.Add("There is a heading of level 1 beside the title.");
        }

        var above = 1;
        foreach (var (level, text) in headings)
        {
            if (level > above + 1)
            {
                reasons.Add($"A heading of level {level} follows one of level {above}: a level is left out.");
            }

            if (text.Length == 0)
            {
                reasons.Add("A heading has no text.");
            }

            above = level;
        }

        if (!headings.Any(static heading => heading.Level > 1) && subject.Readability.Words > WordsWithoutHeading)
        {
            reasons.Add($"There are more than {WordsWithoutHeading} words and no heading among them.");
        }

        return GateResults.From(gate, ContentVerdict.Warning, reasons, headings.Count);
    }

    public static ContentGateResult AskLinks(string gate, GateSubject subject)
    {
        var links = subject.Facts.Links;
        var reasons = new List<string>();
        if (links.Any(static link => link.Address.Length is 0 || link.Address == "#"))
        {
            reasons.Add("A link goes nowhere.");
        }

        if (links.Any(static link => link.Text.Length == 0 || EmptyLinkTexts.Contains(link.Text)))
        {
            reasons.Add("A link does not say where it goes.");
        }

        return GateResults.From(gate, ContentVerdict.Warning, reasons, links.Count);
    }

    public static ContentGateResult AskImages(string gate, GateSubject subject)
    {
        var bare = subject.Facts.Images.Count(static alternative => alternative.Length == 0);
        return GateResults.From(
            gate, ContentVerdict.Warning, bare == 0 ? [] : [GateResults.Text($"{bare} of {subject.Facts.Images.Count} images have no text that stands for them.")], subject.Facts.Images.Count);
    }
}
