using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotKit.Handlers.Tests.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A whole host on a port of this machine: workflow bot, queue, API; called over HTTP.</summary>
internal sealed class DoorsHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;
    private readonly LogText _log;
    private readonly HttpClient _client;

    private DoorsHost(WebApplication app, TemporaryFolder folder, LogText log)
    {
        (_app, _folder, _log) = (app, folder, log);
        _client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/api/") };
    }

    public static async Task<DoorsHost> StartAsync(string definition, bool isDurable = false, Action<IBotKitBuilder>? bots = null)
    {
        var folder = new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder();
        var log = new LogText();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<EchoCalls>();
        builder.Services.AddBotKit(all =>
        {
            if (isDurable)
            {
                all.UseSqlite($"Data Source={folder["botkit.db"]}");
            }

            all.AddAspNetCore();
            all.AddScheduling();
            all.AddBot<EchoBot>("echo");
            all.AddWorkflowBot(options => options.Add("test", definition));
            bots?.Invoke(all);
        });
        var app = builder.Build();
        app.MapBotKit("/api").AllowAnonymous();
        await app.StartAsync();
        return new DoorsHost(app, folder, log);
    }

    public async Task<string> QueueAsync(string input)
    {
        var (status, body) = await PostAsync("workflow", $$"""{"operation":"start","workflow":"test","input":{{input}}}""", ("Prefer", "respond-async"));
        status.Should().Be(202, body.ToString());
        return (string)body["executionId"]!;
    }

    public async Task<(int Status, JsonNode Body)> PostAsync(string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _client.SendAsync(request);
        ((int)answer.StatusCode).Should().NotBe(500, "the host logged {0}", _log.Text);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    public async Task<(string Type, string Text)> DrawAsync(string run)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"workflows/{run}/graph");
        request.Headers.Add("Accept", "image/svg+xml");
        using var answer = await _client.SendAsync(request);
        return (answer.Content.Headers.ContentType!.MediaType!, await answer.Content.ReadAsStringAsync());
    }

    public Task<JsonNode> EndedAsync(string run) => UntilAsync($"runs/{run}", static body => (string?)body["state"] == "Ended");

    public Task<JsonNode> StateAsync(string run, string node, string state)
        => UntilAsync($"workflows/{run}/graph", body => body["nodes"]!.AsArray().Any(it => (string?)it!["name"] == node && (string?)it["state"] == state));

    public async Task<JsonNode> UntilAsync(string path, Func<JsonNode, bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            using var answer = await _client.GetAsync(path, limit.Token);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(limit.Token))!;
            if (answer.IsSuccessStatusCode && isSo(body))
            {
                return body;
            }

            limit.IsCancellationRequested.Should().BeFalse(body.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            await Task.Delay(10, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
