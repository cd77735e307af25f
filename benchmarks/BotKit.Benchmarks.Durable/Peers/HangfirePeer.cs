using System.Diagnostics;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace BotKit.Benchmarks.Durable.Peers;

/// <summary>Hangfire on PostgreSQL, with its defaults but for the number of workers.</summary>
internal sealed class HangfirePeer : IPeer
{
    // Hangfire calls a static method or makes the job's object itself, so the count cannot be handed in.
    private static readonly JobCount Count = new();

    private readonly PostgreSqlStorage _storage;
    private readonly BackgroundJobClient _client;

    public HangfirePeer(string connectionString)
    {
        var options = new PostgreSqlStorageOptions();
        _storage = new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
        _client = new BackgroundJobClient(_storage);
    }

    public string Name => "Hangfire";

    public static void Run(int number) => Count.Add();

    public Task EnqueueAsync(int count, int producers) => Producers.RunAsync(count, producers, i =>
    {
        _client.Enqueue(() => Run(i));
        return Task.CompletedTask;
    });

    public async Task<TimeSpan> DrainAsync(int count)
    {
        var all = Count.Expect(count);
        var start = Stopwatch.GetTimestamp();
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = IPeer.Workers }, _storage);
        await all.ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
