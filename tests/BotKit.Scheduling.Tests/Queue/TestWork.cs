namespace BotKit.Scheduling.Tests.Queue;

/// <summary>What the bots of a test do, and what they did.</summary>
public sealed class TestWork
{
    private readonly Lock _lock = new();
    private readonly List<Started> _started = [];
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);

    public Func<Started, CancellationToken, ValueTask<int>> Does { get; set; } = static (it, _) => new(it.Number);

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public IReadOnlyList<Started> Runs
    {
        get
        {
            lock (_lock)
            {
                return [.. _started];
            }
        }
    }

    public int MostAtOnce { get; private set; }

    public async ValueTask<int> RunAsync(WorkInput input, BotContext context, CancellationToken cancellationToken)
    {
        var started = new Started(context.Bot, input.Number, Clock.GetUtcNow(), context.Delivery, context.ExecutionId);
        Count(started, 1);
        try
        {
            return await Does(started, cancellationToken);
        }
        finally
        {
            Count(started, -1);
        }
    }

    private void Count(Started run, int change)
    {
        lock (_lock)
        {
            if (change > 0)
            {
                _started.Add(run);
            }

            var running = _running[run.Bot] = _running.GetValueOrDefault(run.Bot) + change;
            MostAtOnce = Math.Max(MostAtOnce, running);
        }
    }
}
