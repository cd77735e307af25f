using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of one run's lines, newest first. They are bounded per run, so they are counted from the first on.</summary>
internal static class RunLogPage
{
    public static IReadOnlyList<RunLogEntry> Of(IReadOnlyList<RunLogPart> parts, RunLogQuery query)
    {
        var page = new List<RunLogEntry>();
        var position = parts.Sum(static part => (long)part.Rows.Count);
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            for (var row = parts[part].Rows.Count - 1; row >= 0; row--)
            {
                position--;
                if (position < (query.Before ?? long.MaxValue) && IsOfBot(parts[part], query) && query.Matches(parts[part].Rows[row]))
                {
                    page.Add(new(position, parts[part].ExecutionId, parts[part].Bot, parts[part].Rows[row]));
                    if (page.Count == query.Count)
                    {
                        return page;
                    }
                }
            }
        }

        return page;
    }

    private static bool IsOfBot(RunLogPart part, RunLogQuery query)
        => query.Bot is null || string.Equals(part.Bot, query.Bot, StringComparison.Ordinal);
}
