using System.Text;
using System.Text.Encodings.Web;
using BotKit.Files;

namespace BotKit.SampleHost.Drafts;

/// <summary>Keeps a draft as Markdown and as a page, for somebody to read before it goes out.</summary>
internal sealed class DraftsBot(IBotFileStore files, TimeProvider clock) : BaseBot<DraftInput, DraftResult>
{
    protected override async ValueTask<DraftResult> ExecuteAsync(DraftInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (context.IsDryRun)
        {
            return new DraftResult(null, null);
        }

        var name = $"{input.Name}-{clock.GetUtcNow():yyyy-MM-dd}";
        var page = $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{HtmlEncoder.Default.Encode(input.Title)}</title></head>
            <body>
            <h1>{HtmlEncoder.Default.Encode(input.Title)}</h1>
            {input.Html}
            </body>
            </html>

            """;
        return new DraftResult(
            await SaveAsync(name + ".md", "text/markdown; charset=utf-8", input.Markdown).ConfigureAwait(false),
            await SaveAsync(name + ".html", "text/html; charset=utf-8", page).ConfigureAwait(false));

        async ValueTask<string> SaveAsync(string file, string type, string text)
        {
            var description = new BotFileDescription(file, type) { Bot = context.Bot, ExecutionId = context.ExecutionId };
            var bytes = Encoding.UTF8.GetBytes(text);
            return (await files.SaveAsync(description, (stream, token) => stream.WriteAsync(bytes, token), cancellationToken).ConfigureAwait(false)).Id;
        }
    }
}
