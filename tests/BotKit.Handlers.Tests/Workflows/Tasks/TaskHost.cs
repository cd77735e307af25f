using System.Text.Json.Nodes;
using BotKit.Handlers.Workflows;
using BotKit.Notifications;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>The resources that Tasks call, without a workflow around them.</summary>
internal sealed class TaskHost : IAsyncDisposable
{
    private readonly BotTestHost<IdleBot> _bots = BotTestHost.For<IdleBot>();
    private readonly ServiceProvider _provider;

    public TaskHost(Action<WorkflowHttpOptions>? http = null, Action<WorkflowEmailOptions>? email = null, IEmailSender? sender = null)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(TimeProvider.System);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddBotKit(bots => bots.AddWorkflowHttpTasks(http ?? (static _ => { })).AddWorkflowEmailTasks(email));
        if (sender is not null)
        {
            services.AddSingleton(sender);
        }

        _provider = services.BuildServiceProvider();
    }

    public LogText Logs { get; } = new();

    public ITaskResource Resource(string scheme) => _provider.GetServices<ITaskResource>().Single(it => it.Scheme == scheme);

    public async Task<JsonNode?> RunAsync(string scheme, string input, string key = "019b8d5e/1", bool isDryRun = false, CancellationToken cancellationToken = default)
        => await Resource(scheme).RunAsync(
            new TaskCall
            {
                Target = "",
                Input = JsonNode.Parse(input),
                State = "Call",
                IdempotencyKey = key,
                Context = _bots.CreateContext(Nothing.Value, new BotRunOptions { DryRun = isDryRun }),
            },
            cancellationToken);

    public async Task<WorkflowTaskException> FailAsync(string scheme, string input, CancellationToken cancellationToken = default)
        => (await FluentActions.Awaiting(() => RunAsync(scheme, input, cancellationToken: cancellationToken)).Should().ThrowAsync<WorkflowTaskException>()).Which;

    public List<string> Check(string scheme, string? parameters, string target = "")
    {
        var mistakes = new List<string>();
        Resource(scheme).Check(new TaskCheck(target, parameters is null ? null : JsonNode.Parse(parameters), (text, _) => mistakes.Add(text)));
        return mistakes;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _bots.DisposeAsync();
    }

    internal sealed class IdleBot : BaseBot<Nothing, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken) => new(Nothing.Value);
    }
}

/// <summary>Everything that was logged, with exceptions, as one text.</summary>
internal sealed class LogText : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = [];

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _lines.Enqueue($"{eventId.Id} {logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
