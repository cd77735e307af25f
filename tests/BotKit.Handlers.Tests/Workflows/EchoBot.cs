using System.Collections.Concurrent;
using System.Text.Json;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>What <see cref="EchoBot"/> was asked for, in order.</summary>
internal sealed class EchoCalls
{
    private readonly ConcurrentDictionary<string, int> _failed = new();

    public ConcurrentQueue<string> Names { get; } = new();

    public Func<EchoInput, BotContext, CancellationToken, Task>? Hook { get; set; }

    public int CountFailure(string name) => _failed.AddOrUpdate(name, 1, static (_, count) => count + 1);
}

internal sealed record EchoInput(string Name, JsonElement? Value = null, string? Fail = null, int FailTimes = 0);

internal sealed record EchoResult(string Name, JsonElement? Value);

/// <summary>Gives back what it gets, or fails as it is told.</summary>
internal sealed class EchoBot(EchoCalls calls) : BaseBot<EchoInput, EchoResult>
{
    protected override async ValueTask<EchoResult> ExecuteAsync(EchoInput input, BotContext context, CancellationToken cancellationToken)
    {
        calls.Names.Enqueue(input.Name);
        if (calls.Hook is { } hook)
        {
            await hook(input, context, cancellationToken);
        }

        return input.Fail is { } code && (input.FailTimes == 0 || calls.CountFailure(input.Name) <= input.FailTimes)
            ? throw new BotException(code, $"{input.Name} failed.") { Severity = BotSeverity.Warning }
            : new EchoResult(input.Name, input.Value);
    }
}
