using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Content;

/// <summary>A server that speaks the protocol of OpenAI's chat completions on 127.0.0.1; what it answers is told by the test, call by call.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Func<JsonNode, HttpContext, Task>> _answers = new();
    private readonly Lock _lock = new();

    private ModelServer(WebApplication app) => _app = app;

    public List<JsonNode> Requests { get; } = [];

    public Uri Address => new(_app.Urls.Single() + "/v1");

    public static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new ModelServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ModelServer Says(string title = "Bread without waste", string description = "How small bakeries sell what they bake, told in a few plain steps that anybody can take this week.", string? markdown = null, long tokens = 500)
        => SaysText(JsonSerializer.Serialize(new { title, metaDescription = description, markdown = markdown ?? "Bread without waste is a matter of counting.\n\n## Count\n\nCount what is left." }), tokens);

    public ModelServer SaysText(string? text, long tokens = 500, string finish = "stop", bool tellsTokens = true)
        => Answers((_, http) => http.Response.WriteAsJsonAsync(new Dictionary<string, object?>
        {
            ["id"] = "x",
            ["object"] = "chat.completion",
            ["created"] = 1_700_000_000,
            ["model"] = "tale-1-2026",
            ["choices"] = new[] { new { index = 0, message = new { role = "assistant", content = text }, finish_reason = finish } },
            ["usage"] = tellsTokens ? new { prompt_tokens = tokens, completion_tokens = tokens, total_tokens = 2 * tokens } : null,
        }));

    public ModelServer Fails(int status, string body = "{\"error\":{\"message\":\"secret-of-the-server\"}}") => Answers((_, http) =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    });

    public ModelServer SaysGarbage(string body, string type = "application/json") => Answers((_, http) =>
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    });

    /// <summary>It begins an answer and drops the connection.</summary>
    public ModelServer BreaksOff() => Answers(async (_, http) =>
    {
        http.Response.ContentLength = 10_000;
        await http.Response.WriteAsync("{\"id\":\"x\",\"choices\":[");
        await http.Response.Body.FlushAsync();
        http.Abort();
    });

    /// <summary>It takes the request and does not answer.</summary>
    public ModelServer Hangs(TaskCompletionSource? arrived = null) => Answers(async (_, http) =>
    {
        arrived?.TrySetResult();
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    });

    public ModelServer Answers(Func<JsonNode, HttpContext, Task> answer)
    {
        lock (_lock)
        {
            _answers.Enqueue(answer);
        }

        return this;
    }

    public IChatClient Client()
        => new OpenAI.Chat.ChatClient(
            "tale-1",
            new System.ClientModel.ApiKeyCredential("key-of-the-test"),
            new OpenAI.OpenAIClientOptions { Endpoint = Address, RetryPolicy = new System.ClientModel.Primitives.ClientRetryPolicy(0) }).AsIChatClient();

    public async ValueTask DisposeAsync()
    {
        // It does not wait for those who hang.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var request = (await JsonNode.ParseAsync(http.Request.Body))!;
        Func<JsonNode, HttpContext, Task> answer;
        lock (_lock)
        {
            Requests.Add(request);
            answer = _answers.Count > 0 ? _answers.Dequeue() : (_, context) =>
            {
                context.Response.StatusCode = 500;
                return Task.CompletedTask;
            };
        }

        await answer(request, http);
    }
}
