using System.Text;
using BotKit.Files;

namespace BotKit.SampleHost.Enquiries;

/// <summary>
/// What the workflow of the enquiries (workflows/enquiries.asl.json) needs beside the lead bot: it brings the files in, and takes those away
/// that the steps handed to each other.
/// </summary>
internal sealed class EnquiriesBot(IBotFileStore files, TimeProvider clock) : BaseBot<EnquiriesInput, EnquiriesResult>
{
    private const string Csv = "text/csv; charset=utf-8";

    protected override async ValueTask<EnquiriesResult> ExecuteAsync(EnquiriesInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (context.IsDryRun)
        {
            return new EnquiriesResult(null, 0);
        }

        var now = clock.GetUtcNow();
        return input.Step switch
        {
            EnquiriesStep.Collect when input.Tries < input.Busy
                => throw new BotException("mailbox_busy", "The mailbox takes no more calls for now.") { Severity = BotSeverity.Warning },
            EnquiriesStep.Collect => await SaveAsync($"enquiries-{now:yyyy-MM-dd}.csv", DemoEnquiries.OfADay(now, input.Count)).ConfigureAwait(false),
            EnquiriesStep.Past => await SaveAsync("past-enquiries.csv", DemoEnquiries.OfThePast()).ConfigureAwait(false),
            _ => await DiscardAsync(input.Files ?? []).ConfigureAwait(false),
        };

        async ValueTask<EnquiriesResult> SaveAsync(string name, string text)
        {
            var file = new BotFileDescription(name, Csv) { Bot = context.Bot, ExecutionId = context.ExecutionId };
            var bytes = Encoding.UTF8.GetBytes(text);
            var saved = await files.SaveAsync(file, (stream, token) => stream.WriteAsync(bytes, token), cancellationToken).ConfigureAwait(false);
            return new EnquiriesResult(saved.Id, 0);
        }

        async ValueTask<EnquiriesResult> DiscardAsync(IEnumerable<string?> ids)
        {
            var deleted = 0;
            foreach (var id in ids.OfType<string>())
            {
                deleted += await files.DeleteAsync(id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            return new EnquiriesResult(null, deleted);
        }
    }
}
