using BotKit;

namespace Studio.Bots;

public interface IRenderStore
{
    IAsyncEnumerable<string> ListOlderThanAsync(TimeSpan age, CancellationToken cancellationToken);

    Task DeleteAsync(string file, Guid executionId, CancellationToken cancellationToken);
}

public sealed record CleanUpResult(int Deleted);

#region snippet: dry-run
public sealed class CleanUpBot(IRenderStore renders) : BaseBot<Nothing, CleanUpResult>
{
    protected override async ValueTask<CleanUpResult> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await foreach (var file in renders.ListOlderThanAsync(TimeSpan.FromDays(30), cancellationToken))
        {
            context.Logger.LogInformation("Deletes {File}", file);
            if (!context.IsDryRun)
            {
                await renders.DeleteAsync(file, context.ExecutionId, cancellationToken);
            }

            deleted++;
        }

        return new CleanUpResult(deleted);
    }
}
#endregion
