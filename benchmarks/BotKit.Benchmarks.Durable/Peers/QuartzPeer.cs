using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace BotKit.Benchmarks.Durable.Peers;

/// <summary>Quartz.NET in memory, or with its clustered store on PostgreSQL: one trigger per job, batches as large as its workers.</summary>
internal sealed class QuartzPeer : IPeer
{
    private static readonly JobKey Job = new("noop");

    private readonly ServiceProvider _services;
    private readonly IScheduler _scheduler;
    private readonly JobCount _count;

    private QuartzPeer(ServiceProvider services, IScheduler scheduler)
    {
        _services = services;
        _scheduler = scheduler;
        _count = services.GetRequiredService<JobCount>();
    }

    public string Name => "Quartz";

    public static async Task<QuartzPeer> CreateAsync(string? connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<JobCount>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<NoOpJob>(job => job.WithIdentity(Job).StoreDurably());
            quartz.UseDefaultThreadPool(IPeer.Workers);
            quartz.ConfigureScheduler(options => options.MaxBatchSize = IPeer.Workers);
            if (connectionString is not null)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UseClustering();
                    store.UsePostgres(NpgsqlFactory.Instance, connectionString);
                    store.ProvisionSchema();
                });
            }
        });
        var provider = services.BuildServiceProvider();
        var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler().ConfigureAwait(false);
        return new QuartzPeer(provider, scheduler);
    }

    public Task EnqueueAsync(int count, int producers) => Producers.RunAsync(count, producers, async i =>
        await _scheduler.ScheduleJob(TriggerBuilder.Create().ForJob(Job).UsingJobData("number", i).StartNow().Build()).ConfigureAwait(false));

    /// <summary>Makes a trigger with a cron expression of Quartz.</summary>
    public async Task ScheduleAsync(string name, string cron)
        => await _scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(name).ForJob(Job).WithCronSchedule(cron).Build()).ConfigureAwait(false);

    /// <summary>Makes a trigger for one instant.</summary>
    public async Task ScheduleAsync(string name, DateTimeOffset due)
        => await _scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(name).ForJob(Job).StartAt(due).Build()).ConfigureAwait(false);

    public Task Expect(int count) => _count.Expect(count);

    public Task StartAsync() => _scheduler.Start().AsTask();

    public async Task<TimeSpan> DrainAsync(int count)
    {
        var all = _count.Expect(count);
        var start = Stopwatch.GetTimestamp();
        await _scheduler.Start().ConfigureAwait(false);
        await all.ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown().ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
    }

    internal sealed class NoOpJob(JobCount count) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            count.Add();
            return ValueTask.CompletedTask;
        }
    }
}
