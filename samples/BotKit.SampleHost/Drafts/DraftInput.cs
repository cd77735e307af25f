namespace BotKit.SampleHost.Drafts;

/// <summary>Asks for a draft to be kept.</summary>
/// <param name="Name">What the files are called: 1 to 60 small letters, digits and hyphens.</param>
/// <param name="Title">Its title, at most 200 characters.</param>
/// <param name="Markdown">It as Markdown, at most 100,000 characters.</param>
/// <param name="Html">It as HTML that nothing can run in, at most 200,000 characters.</param>
public sealed record DraftInput(string Name, string Title, string Markdown, string Html);
