using BotKit.Diagnostics;
using BotKit.Queue;

namespace BotKit.Pipeline;

/// <summary>Stores how far one run has come: the latest report, one write at a time and at most one a second.</summary>
internal sealed class ProgressReporter(IBotQueueStore store, Guid executionId, long fence, RunServices services)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private BotProgress? _next;
    private int _isWriting;

    public void Report(BotProgress progress)
    {
        Volatile.Write(ref _next, progress);
        if (Interlocked.CompareExchange(ref _isWriting, 1, 0) == 0)
        {
            _ = WriteAsync();
        }
    }

    private async Task WriteAsync()
    {
        while (Interlocked.Exchange(ref _next, null) is { } progress)
        {
            try
            {
                if (!await store.ReportAsync(executionId, fence, progress, CancellationToken.None).ConfigureAwait(false))
                {
                    // Whatever else it reports is not wanted any more.
                    return;
                }
            }
#pragma warning disable CA1031 // Progress is for people: a store that fails loses a report, not the run.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.ProgressNotStored(services.Logger, exception, executionId);
            }

            await Task.Delay(Pace, services.Clock).ConfigureAwait(false);
        }

        Volatile.Write(ref _isWriting, 0);
        if (Volatile.Read(ref _next) is { } late)
        {
            Report(late);
        }
    }
}
