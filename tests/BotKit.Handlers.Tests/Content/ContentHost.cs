using System.Text;
using System.Text.Json;
using BotKit.Handlers.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Content;

/// <summary>A host with the content bot, called as a caller over HTTP would.</summary>
internal sealed class ContentHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public ContentHost(Action<ContentOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection().AddSingleton<TimeProvider>(Clock);
        services?.Invoke(collection);
        // A retry would wait for the clock to be moved.
        collection.AddBotKit(bots => bots.AddContentBot(configure).Configure(options => options.Retry.MaxRetries = 0));
        _provider = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public FakeTimeProvider Clock { get; } = new(Databases.Now);

    public IServiceProvider Services => _provider;

    public IBotManager Manager => _provider.GetRequiredService<IBotManager>();

    public async Task<BotResult> RunAsync(string json, bool isDryRun = false, CancellationToken cancellationToken = default)
        => await Manager.RunAsync(
            BotRequest.FromJson("content", Encoding.UTF8.GetBytes(json), BotTrigger.Http, isDryRun ? new BotRunOptions { DryRun = true } : null), cancellationToken);

    public async Task<T> DataAsync<T>(string json, bool isDryRun = false)
        where T : ContentResult
    {
        var result = await RunAsync(json, isDryRun);
        result.Error.Should().BeNull();
        ToJson(result).GetProperty("dryRun").GetBoolean().Should().Be(isDryRun);
        return (T)result.Data!;
    }

    public async Task<string?> CodeAsync(string json) => (await RunAsync(json)).Error?.Code;

    public JsonElement ToJson(BotResult result) => JsonSerializer.SerializeToElement(result.Data, Manager.Find("content")!.ResultJson!);

    /// <summary>An engine that gives always the same.</summary>
    public static void AddEngine(IServiceCollection services, ContentDraft draft) => services.AddSingleton<IContentGenerator>(new FixedEngine(draft));

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private sealed class FixedEngine(ContentDraft draft) : IContentGenerator
    {
        public string Name => "fixed";

        public (long Tokens, decimal Cost) Estimate(ContentOrder order) => (0, 0);

        public ValueTask<ContentDraft> GenerateAsync(ContentOrder order, CancellationToken cancellationToken) => ValueTask.FromResult(draft);
    }
}
