using System.Text;
using System.Text.Json.Nodes;
using BotKit.Handlers.Tests.Database;
using BotKit.Ledger;
using BotKit.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A host with queue and a SQLite ledger, whose checkpoints a test may lose.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;
    private readonly ServiceProvider _provider;

    public DurableHost(Action<WorkflowOptions> configure, Func<Guid, BotCheckpoint, Loss>? lose = null, string? file = null, Action<IBotKitBuilder>? bots = null, EchoCalls? calls = null)
    {
        Calls = calls ?? new();
        _folder = file is null ? new() : null;
        File = file ?? _folder!["ledger.db"];
        var services = new ServiceCollection().AddSingleton(Calls);
        services.AddBotKit(builder =>
        {
            builder.UseSqlite($"Data Source={File}");
            builder.AddScheduling(options => options.Workers = 64);
            builder.AddBot<EchoBot>("echo").Configure(static options => options.Retry.MaxRetries = 0);
            builder.AddWorkflowBot(configure);
            bots?.Invoke(builder);
        });
        if (lose is not null)
        {
            var inner = services.Last(static it => it.ServiceType == typeof(IBotCheckpointStore));
            services.Remove(inner);
            services.AddSingleton<IBotCheckpointStore>(provider => new LosingCheckpoints((IBotCheckpointStore)Make(inner, provider), lose));
        }

        _provider = services.BuildServiceProvider();
    }

    public string File { get; }

    public EchoCalls Calls { get; }

    public IServiceProvider Services => _provider;

    public IBotManager Manager => _provider.GetRequiredService<IBotManager>();

    public IBotLedger Ledger => _provider.GetRequiredService<IBotLedger>();

    public IBotWorkflows Workflows => _provider.GetRequiredService<IBotWorkflows>();

    public async Task<Guid> EnqueueAsync(string input = "{}", string workflow = "test", string? key = null)
        => await Manager.EnqueueAsync(BotRequest.FromJson(
            "workflow", Encoding.UTF8.GetBytes($$"""{"operation":"start","workflow":"{{workflow}}","input":{{input}}}"""), BotTrigger.Http, new BotRunOptions { IdempotencyKey = key }));

    public async Task<StoredRun> EndAsync(Guid id, int seconds = 30)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(limit) < TimeSpan.FromSeconds(seconds))
        {
            if (await Ledger.FindAsync(id, default) is { EndedAt: not null } run)
            {
                return run;
            }

            await Task.Delay(20);
        }

        var left = await Ledger.FindAsync(id, default);
        throw new TimeoutException($"Run {id} has not ended: {left?.State}, due {left?.DueAt:O}, lost {left?.Lost}, {left?.Error?.Message}.");
    }

    public static JsonNode? OutputOf(StoredRun run)
    {
        run.Error.Should().BeNull();
        return JsonNode.Parse(run.Output.Span)!["output"];
    }

    /// <summary>Waits until the graph of a run looks as wanted.</summary>
    public async Task<WorkflowGraph> GraphAsync(Guid id, Func<WorkflowGraph, bool> isWanted)
    {
        WorkflowGraph? graph = null;
        for (var i = 0; i < 500; i++)
        {
            graph = await Workflows.ReadGraphAsync(id, default);
            if (graph is not null && isWanted(graph))
            {
                return graph;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"The graph does not look as wanted: {string.Join(", ", graph?.Nodes.Select(static it => $"{it.Name} {it.State}") ?? [])}");
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder?.Dispose();
    }

    private static object Make(ServiceDescriptor descriptor, IServiceProvider provider)
        => descriptor.ImplementationFactory?.Invoke(provider) ?? descriptor.ImplementationInstance
            ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!);
}

/// <summary>When a process is lost.</summary>
internal enum Loss
{
    None,

    /// <summary>After its work, before the checkpoint is written.</summary>
    BeforeCommit,

    /// <summary>Once the checkpoint is written, before anything follows.</summary>
    AfterCommit,
}

/// <summary>Takes runs away from their node, as if it had been lost, at the checkpoints that a test chooses.</summary>
internal sealed class LosingCheckpoints(IBotCheckpointStore inner, Func<Guid, BotCheckpoint, Loss> lose) : IBotCheckpointStore
{
    public ValueTask<IReadOnlyList<BotCheckpoint>> ReadAsync(Guid executionId, CancellationToken cancellationToken) => inner.ReadAsync(executionId, cancellationToken);

    public async ValueTask<bool> WriteAsync(Guid executionId, long fence, BotCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var loss = lose(executionId, checkpoint);
        return loss != Loss.BeforeCommit
            && await inner.WriteAsync(executionId, fence, checkpoint, cancellationToken)
            && loss == Loss.None;
    }
}
