namespace BotKit.Handlers.Database;

/// <summary>Walks a table from one end to the other in parts whose size follows from how long they take.</summary>
internal sealed class CleanUpWalk(ICleanUpTable table, TimeProvider timeProvider)
{
    /// <summary>After this a part is taken back; what remains of 50 ms is for its commit or its end.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(35);

    private const int FirstSize = 200;
    private const int MaxSize = 20_000;
    private const int MaxSingleTries = 20;

    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(12);

    public long Matched { get; private set; }

    public long Removed { get; private set; }

    public int Batches { get; private set; }

    public TimeSpan Longest { get; private set; }

    public async ValueTask RunAsync(bool remove, Action<double?> progress, CancellationToken cancellationToken)
    {
        var size = FirstSize;
        var singleTries = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = timeProvider.GetTimestamp();
            try
            {
                var part = await table.NextAsync(size, remove, cancellationToken).ConfigureAwait(false);
                Add(part);
                progress(part.Fraction);
                if (part.IsLast)
                {
                    return;
                }

                singleTries = 0;
                var took = timeProvider.GetElapsedTime(started);
                size = took > Aim ? Math.Max(1, size / 2) : took < Aim / 2 ? Math.Min(MaxSize, size + (size / 2) + 1) : size;
                if (part.Held > TimeSpan.Zero)
                {
                    // Others get their turn between two locks.
                    await Task.Delay(part.Held / 2, timeProvider, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (CleanUpTooLongException failure)
            {
                if (size == 1 && ++singleTries == MaxSingleTries)
                {
                    throw DatabaseFailure.Of(
                        DatabaseErrorCodes.CleanUpTooSlow,
                        "Removing a single row takes too long; a table that refers to it probably lacks an index, which index advice finds.",
                        failure);
                }

                size = Math.Max(1, size / 4);
                await Task.Delay(Limit, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Add(CleanUpPart part)
    {
        Matched += part.Matched;
        Removed += part.Removed;
        Batches += part.Removed > 0 ? 1 : 0;
        Longest = part.Held > Longest ? part.Held : Longest;
    }
}
