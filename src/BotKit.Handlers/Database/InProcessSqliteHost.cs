namespace BotKit.Handlers.Database;

/// <summary>Runs operations on trusted databases in this process, off the caller's thread.</summary>
internal sealed class InProcessSqliteHost(TimeProvider timeProvider) : ISqliteHost
{
    public async ValueTask<SqliteResponse> RunAsync(SqliteRequest request, CancellationToken cancellationToken)
        => await Task.Run(() => SqliteOperations.Run(request, timeProvider, cancellationToken), cancellationToken).ConfigureAwait(false);
}
