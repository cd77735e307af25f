using System.Text;
using System.Text.Json;
using BotKit.Files;
using BotKit.Handlers.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Leads;

/// <summary>A host with the lead bot and a folder of files, called as a caller over HTTP would.</summary>
internal sealed class LeadHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _provider;

    public LeadHost(Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection().AddSingleton<TimeProvider>(Clock);
        collection.AddBotKit(bots => bots.AddLeadBot());
        collection.Configure<BotFileOptions>(options =>
        {
            options.Folder = _folder["files"];
            options.MinFreeBytes = 0;
        });
        services?.Invoke(collection);
        _provider = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public FakeTimeProvider Clock { get; } = new(Databases.Now);

    public IServiceProvider Services => _provider;

    public IBotManager Manager => _provider.GetRequiredService<IBotManager>();

    public IBotFileStore Files => _provider.GetRequiredService<IBotFileStore>();

    public Task<string> PutAsync(string text) => PutAsync(Encoding.UTF8.GetBytes(text));

    public Task<string> PutAsync(byte[] bytes) => PutAsync(stream => stream.Write(bytes));

    public async Task<string> PutAsync(Action<Stream> write)
        => (await Files.SaveAsync(
            new BotFileDescription("leads", "text/csv"),
            (stream, _) =>
            {
                write(stream);
                return ValueTask.CompletedTask;
            },
            default)).Id;

    public async Task<string> TextAsync(string? id)
    {
        await using var stream = (await Files.OpenReadAsync(id!, default))!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async Task<string[]> LinesAsync(string? id) => (await TextAsync(id)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<BotResult> RunAsync(string json, bool isDryRun = false, CancellationToken cancellationToken = default)
        => await Manager.RunAsync(
            BotRequest.FromJson("lead", Encoding.UTF8.GetBytes(json), BotTrigger.Http, isDryRun ? new BotRunOptions { DryRun = true } : null), cancellationToken);

    public async Task<T> DataAsync<T>(string json, bool isDryRun = false)
        where T : LeadResult
    {
        var result = await RunAsync(json, isDryRun);
        result.Error.Should().BeNull();
        JsonSerializer.SerializeToElement(result.Data, Manager.Find("lead")!.ResultJson!).GetProperty("dryRun").GetBoolean().Should().Be(isDryRun);
        return (T)result.Data!;
    }

    public async Task<int> FileCountAsync() => (await Files.ListAsync(new BotFileQuery { Count = 1000 }, default)).Count;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Dispose();
    }
}
