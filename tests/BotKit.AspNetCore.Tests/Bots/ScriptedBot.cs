namespace BotKit.AspNetCore.Tests;

public sealed record ScriptedInput(string? Note = null);

/// <summary>Does what the test says.</summary>
internal sealed class ScriptedBot(ScriptedWork work) : BaseBot<ScriptedInput, object>
{
    protected override ValueTask<object> ExecuteAsync(ScriptedInput input, BotContext context, CancellationToken cancellationToken)
        => work.DoAsync(context, cancellationToken);
}

internal sealed class ScriptedWork
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _started = new(0);
    private int _calls;

    /// <summary>How often the bot was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What it does; it succeeds by default.</summary>
    public Func<BotContext, CancellationToken, ValueTask<object>> Script { get; set; } = (_, _) => new((object)"done");

    public ValueTask<object> DoAsync(BotContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        _started.Release();
        return Script(context, cancellationToken);
    }

    public void Fail(Exception exception) => Script = (_, _) => throw exception;

    /// <summary>Waits until it is canceled.</summary>
    public void Hang() => Script = async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return "never";
    };

    /// <summary>Blocks its thread, whatever its token says, until <see cref="Release"/>.</summary>
    public void Block() => Script = (_, _) =>
    {
        _released.Task.GetAwaiter().GetResult();
        return new((object)"late");
    };

    /// <summary>Waits for <see cref="Release"/> or its token.</summary>
    public void WaitForRelease() => Script = async (_, token) =>
    {
        await _released.Task.WaitAsync(token);
        return "released";
    };

    public void Release() => _released.TrySetResult();

    /// <summary>Ends once the bot was called (once more).</summary>
    public Task StartedAsync() => _started.WaitAsync();
}
