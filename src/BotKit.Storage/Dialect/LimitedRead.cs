using System.Data.Common;
using BotKit.Ledger;

namespace BotKit.Storage.Dialect;

/// <summary>Reads that a caller's filters can make long: stopped after 2 s, so that no snapshot is held.</summary>
internal static class LimitedRead
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <exception cref="BotStoreException">It took too long.</exception>
    public static async Task<T> RunAsync<T>(StoreConnection connection, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var interrupt = connection.InterruptWith(limit.Token);
        try
        {
            return await read(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or DbException
            && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BotStoreException("The search took too long; ask for less.", exception);
        }
    }
}
