using System.Text;
using System.Text.Json;
using BotKit.Files;
using BotKit.Notifications;
using BotKit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Analytics;

/// <summary>The analytics bot behind its real pipeline, with files in memory and a clock that stands still.</summary>
internal sealed class AnalyticsWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 15, 9, 30, 0, TimeSpan.Zero);

    public AnalyticsWorld(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection((settings ?? []).Select(static pair => KeyValuePair.Create("Analytics:" + pair.Key, pair.Value))).Build();
        Clock = new FakeTimeProvider(Now);
        Files = new RecordingFileStore(Clock);
        Mail = new RecordingMail();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton<IBotFileStore>(Files).AddSingleton<IEmailSender>(Mail);
        more?.Invoke(services);
        services.AddBotKit(bots => bots.AddAnalyticsBot(configuration.GetSection("Analytics")).Configure(static options => options.Retry.MaxRetries = 0));
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public FakeTimeProvider Clock { get; }

    public RecordingFileStore Files { get; }

    public RecordingMail Mail { get; }

    public ServiceProvider Services { get; }

    public IBotManager Manager => Services.GetRequiredService<IBotManager>();

    /// <summary>Puts a file in and gives the source that names it, as JSON.</summary>
    public string Csv(string text, string? time = "at")
    {
        var id = Files.Add("rows.csv", text).Id;
        return time is null ? $$"""{"file":"{{id}}"}""" : $$"""{"file":"{{id}}","time":"{{time}}"}""";
    }

    public ValueTask<BotResult> RunAsync(string json, bool dryRun = false, CancellationToken cancellationToken = default)
        => Manager.RunAsync(BotRequest.FromJson("analytics", Encoding.UTF8.GetBytes(json), BotTrigger.Http, new BotRunOptions { DryRun = dryRun }), cancellationToken);

    public async Task<T> ResultAsync<T>(string json)
        where T : AnalyticsResult
    {
        var result = await RunAsync(json);
        result.Error.Should().BeNull();
        return result.Data.Should().BeOfType<T>().Subject;
    }

    public JsonElement Json(BotResult result) => JsonSerializer.SerializeToElement(result.Data, Manager.Find("analytics")!.ResultJson!);

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
