using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A host with the workflow bot and an echoing bot, without a queue: runs wait in the process.</summary>
internal sealed class WorkflowHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public WorkflowHost(Action<WorkflowOptions> configure, Action<IBotKitBuilder>? bots = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        if (clock is not null)
        {
            services.AddSingleton(clock);
        }

        services.AddSingleton(Calls);
        services.AddBotKit(builder =>
        {
            builder.AddBot<EchoBot>("echo");
            builder.AddWorkflowBot(configure);
            bots?.Invoke(builder);
        });
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public EchoCalls Calls { get; } = new();

    public IServiceProvider Services => _provider;

    public IBotManager Manager => _provider.GetRequiredService<IBotManager>();

    public static WorkflowHost Of(string definition, Action<IBotKitBuilder>? bots = null, TimeProvider? clock = null)
        => new(options => options.Add("test", definition), bots, clock);

    /// <summary>Runs a workflow to its end.</summary>
    public async Task<WorkflowEnd> RunAsync(string input = "{}", string workflow = "test", bool dryRun = false, CancellationToken cancellationToken = default)
        => WorkflowEnd.Of(await Manager.RunAsync(Request(input, workflow, dryRun), cancellationToken));

    public static BotRequest Request(string input, string workflow = "test", bool dryRun = false)
        => BotRequest.FromJson(
            "workflow", Encoding.UTF8.GetBytes($$"""{"operation":"start","workflow":"{{workflow}}","input":{{input}}}"""), BotTrigger.Http, new BotRunOptions { DryRun = dryRun });

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}

/// <summary>How a run of a workflow ended.</summary>
internal sealed partial record WorkflowEnd(BotResult Result, bool Succeeded, JsonNode? Output, string? Error)
{
    public string OutputText => Output?.ToJsonString() ?? "null";

    public static WorkflowEnd Of(BotResult result)
    {
        if (result.Success)
        {
            var output = ((WorkflowOutcome)result.Data!).Output;
            return new WorkflowEnd(result, true, output is { } element ? JsonNode.Parse(element.GetRawText()) : null, null);
        }

        var named = ErrorName().Match(result.Error.Message);
        return new WorkflowEnd(result, false, null, named.Success ? named.Groups[1].Value : result.Error.Code == WorkflowErrorCodes.WorkflowFailed ? null : result.Error.Code);
    }

    [GeneratedRegex("with error '([^']*)'")]
    private static partial Regex ErrorName();
}
