using System.Text;
using BotKit.Files;

namespace BotKit.SampleHost.Enquiries;

/// <summary>The web form of the studio, as far as the workflow <c>enquiries</c> sees it: a file of enquiries, which goes when it is not needed any more.</summary>
internal sealed class EnquiriesBot(IBotFileStore files, TimeProvider clock) : BaseBot<EnquiriesInput, EnquiriesResult>
{
    protected override async ValueTask<EnquiriesResult> ExecuteAsync(EnquiriesInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (input.Task == EnquiriesTask.ThrowAway)
        {
            var count = 0;
            foreach (var id in input.Files!.OfType<string>())
            {
                count += !context.IsDryRun && await files.DeleteAsync(id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            return new EnquiriesResult(File: null, count);
        }

        var text = input.Task == EnquiriesTask.ReceivePast ? DemoEnquiries.OfThePast() : DemoEnquiries.OfADay(input.Day ?? clock.GetUtcNow(), input.Count);
        return new EnquiriesResult(context.IsDryRun ? null : await SaveAsync(context, text, cancellationToken).ConfigureAwait(false), text.Count('\n') - 1);
    }

    private async ValueTask<string> SaveAsync(BotContext context, string text, CancellationToken cancellationToken)
    {
        var file = new BotFileDescription("enquiries.csv", "text/csv; charset=utf-8") { Bot = context.Bot, ExecutionId = context.ExecutionId };
        var saved = await files.SaveAsync(file, (stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), token), cancellationToken).ConfigureAwait(false);
        return saved.Id;
    }
}
