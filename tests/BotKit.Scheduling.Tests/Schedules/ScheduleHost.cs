using BotKit.Execution;
using BotKit.Health;
using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>A test host whose bots have schedules, on the in-memory store and a fake clock that starts at midnight.</summary>
internal sealed class ScheduleHost : IAsyncDisposable
{
    public ScheduleHost(
        Action<IBotBuilder>? bot = null,
        Action<IBotKitBuilder>? bots = null,
        Action<SchedulingOptions>? scheduling = null,
        Action<IServiceCollection>? services = null,
        IBotScheduleStore? store = null)
    {
        Host = BotTestHost.Create(
            builder =>
            {
                var work = builder.AddBot<WorkBot>("work").Configure(static it => it.Retry.MaxRetries = 0);
                bot?.Invoke(work);
                bots?.Invoke(builder);
                builder.AddScheduling(it =>
                {
                    it.PollEvery = TimeSpan.FromMinutes(1);
                    scheduling?.Invoke(it);
                });
            },
            collection =>
            {
                collection.AddSingleton(Work);
                if (store is not null)
                {
                    collection.AddSingleton(store);
                }

                services?.Invoke(collection);
            });
        Work.Clock = Host.Clock;
    }

    public TestWork Work { get; } = new();

    public BotTestHost Host { get; }

    public IBotSchedules Schedules => Host.Services.GetRequiredService<IBotSchedules>();

    public IBotScheduleStore Store => Host.Services.GetRequiredService<IBotScheduleStore>();

    public DateTimeOffset Now => Host.Clock.GetUtcNow();

    public static BotScheduleDefinition Definition(string cron = "0 * * * *", string id = "extra", int number = 7) => new()
    {
        Id = id,
        Bot = "work",
        Cron = cron,
        Input = System.Text.Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""),
    };

    public async Task<ScheduleHost> StartAsync()
    {
        _ = Host.Manager;
        await Host.UntilAsync(Host.Services.GetRequiredService<LifecycleDriver>().StartAsync(default));
        return this;
    }

    public Task AdvanceAsync(TimeSpan by) => Host.AdvanceAsync(by);

    public async Task<BotSchedule> FindAsync(string id = "work") => (await Store.FindAsync(id, default))!;

    /// <summary>What became of the instants, earliest first.</summary>
    public async Task<IReadOnlyList<string>> OccurrencesAsync(string id = "work")
        => [.. (await Store.ListOccurrencesAsync(new BotOccurrenceQuery(id) { Count = 1_000 }, default)).Reverse().Select(FireCase.Text)];

    public ValueTask<BotHealthContribution> HealthAsync()
        => Host.Services.GetServices<IBotHealthContributor>().Single(static it => it.Name == "scheduler").CheckAsync(default);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
