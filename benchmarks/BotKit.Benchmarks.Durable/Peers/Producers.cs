namespace BotKit.Benchmarks.Durable.Peers;

/// <summary>Sends from several producers at once; each waits for its acknowledgement.</summary>
internal static class Producers
{
    public static Task RunAsync(int count, int producers, Func<int, Task> send)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await send(i).ConfigureAwait(false);
            }
        })));
    }
}
