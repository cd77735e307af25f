namespace BotKit.Handlers.Database;

/// <summary>A place where operations run: this process, or the probe program.</summary>
internal interface ISqliteHost
{
    /// <summary>Does the operation; a failure of the database is a fault in the response.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired; the operation has ended.</exception>
    ValueTask<SqliteResponse> RunAsync(SqliteRequest request, CancellationToken cancellationToken);
}
