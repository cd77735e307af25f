using BotKit;
using BotKit.Handlers;

namespace Studio.Bots;

public static class ContentDay
{
    public static async Task RunAsync(IBot<ContentInput, ContentResult> content, CancellationToken cancellationToken)
    {
        #region snippet: content-day
        var plan = await Do<ContentCalendar>(new ContentCalendarInput
        {
            From = new DateOnly(2026, 3, 2),
            To = new DateOnly(2026, 3, 29),
            Topics = ["bread without waste", "the second batch", "yesterday's bread"],
            Channels = [new ContentChannel { Kind = ContentKind.BlogPost }, new ContentChannel { Kind = ContentKind.SocialCopy, PerWeek = 3 }],
            Voice = "mill",
        });

        var first = await Do<ContentGeneration>(plan.Entries[0].Input);
        foreach (var gate in first.Pieces[0].Report.Gates.Where(gate => gate.Verdict == ContentVerdict.Failed))
        {
            Console.WriteLine($"{gate.Gate}: {string.Join(' ', gate.Reasons)}");
        }

        async Task<T> Do<T>(ContentInput input)
            where T : ContentResult
            => (await content.RunAsync(input, cancellationToken)).Data as T ?? throw new InvalidOperationException("The run failed.");
        #endregion
    }
}
