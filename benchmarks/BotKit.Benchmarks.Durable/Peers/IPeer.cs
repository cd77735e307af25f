namespace BotKit.Benchmarks.Durable.Peers;

/// <summary>A queue in a database, with a job that does nothing.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>Jobs in progress at once: the most that Hangfire takes by default. With 50 they were hardly faster, and the server has 100 connections for all.</summary>
    const int Workers = 20;

    string Name { get; }

    /// <summary>Puts jobs into the queue while nobody works on it; each is acknowledged before its producer sends the next.</summary>
    Task EnqueueAsync(int count, int producers);

    /// <summary>Works off everything that waits, and records it as the peer does.</summary>
    /// <param name="count">How many wait.</param>
    /// <returns>From the start of its workers to the end of the last job.</returns>
    Task<TimeSpan> DrainAsync(int count);
}
