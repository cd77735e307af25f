using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Database;

/// <summary>The database bot as a host has it, run by JSON.</summary>
internal sealed class BotProvider : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="databases">Settings below <c>Databases</c>.</param>
    public BotProvider(IEnumerable<KeyValuePair<string, string?>> databases)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(databases.Select(pair => KeyValuePair.Create("Databases:" + pair.Key, pair.Value))).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider(Databases.Now));
        // The clock stands still: a retry would wait for ever, and hide why.
        services.AddBotKit(bots => bots.AddDatabaseBot(configuration.GetSection("Databases")).Configure(static options => options.Retry.MaxRetries = 0));
        _services = services.BuildServiceProvider();
    }

    private IBotManager Manager => _services.GetRequiredService<IBotManager>();

    public ValueTask<BotResult> RunAsync(string json, bool dryRun = false)
        => Manager.RunAsync(BotRequest.FromJson("database", Encoding.UTF8.GetBytes(json), BotTrigger.Http, new BotRunOptions { DryRun = dryRun }));

    /// <summary>What a run that succeeds answers, as JSON.</summary>
    public async Task<JsonElement> DataOf(string json, bool dryRun = false)
    {
        var result = await RunAsync(json, dryRun);
        result.Error?.Message.Should().BeNull(result.Error.Code);
        return JsonSerializer.SerializeToElement(result.Data, Manager.Find("database")!.ResultJson!);
    }

    public string InputSchema => Manager.Find("database")!.InputSchema!.Value.GetRawText();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
