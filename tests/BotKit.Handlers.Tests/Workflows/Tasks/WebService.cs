using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A web service on a port of this machine that answers as the test says, and remembers what it was asked.</summary>
internal sealed class WebService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebService(WebApplication app) => _app = app;

    public ConcurrentQueue<WebCall> Calls { get; } = [];

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public string Url(string path = "/", string host = "127.0.0.1") => $"http://{host}:{Port}{path}";

    public static async Task<WebService> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new WebService(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            service.Calls.Enqueue(new WebCall(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString.Value,
                context.Request.Headers.ToDictionary(it => it.Key, it => it.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync()));
            await answer(context);
        });
        await app.StartAsync();
        return service;
    }

    public static Task<WebService> StartAsync(string json, int status = 200) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

internal sealed record WebCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
