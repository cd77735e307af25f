using System.Text;
using BotKit;
using BotKit.Files;

namespace Studio.Files;

#region snippet: file-bot
public sealed record SummaryInput(string File);

public sealed record Summary(long Lines, string? Report);

public sealed class SummaryBot(IBotFileStore files) : BaseBot<SummaryInput, Summary>
{
    protected override async ValueTask<Summary> ExecuteAsync(SummaryInput input, BotContext context, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenReadAsync(input.File, cancellationToken)
            ?? throw new BotException(BotErrorCodes.UnknownFile, "There is no file of that id.") { Severity = BotSeverity.Warning };
        using var reader = new StreamReader(stream);
        var lines = 0L;
        while (await reader.ReadLineAsync(cancellationToken) is not null)
        {
            lines++;
        }

        if (context.IsDryRun)
        {
            return new(lines, null);
        }

        var report = new BotFileDescription("summary.md", "text/markdown; charset=utf-8") { Bot = context.Bot, ExecutionId = context.ExecutionId };
        var file = await files.SaveAsync(
            report, async (target, token) => await target.WriteAsync(Encoding.UTF8.GetBytes($"# {lines} lines"), token), cancellationToken);
        return new(lines, file.Id);
    }
}
#endregion
