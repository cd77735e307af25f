namespace BotKit.SampleHost.Drafts;

/// <summary>Where a draft is; nowhere in a dry run.</summary>
/// <param name="Markdown">The id of the Markdown file.</param>
/// <param name="Html">The id of the page.</param>
public sealed record DraftResult(string? Markdown, string? Html);
