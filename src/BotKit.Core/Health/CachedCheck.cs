namespace BotKit.Health;

/// <summary>One check whose answer is reused for a while, and that many callers wait for together.</summary>
internal sealed class CachedCheck(TimeProvider clock, Func<CancellationToken, ValueTask<BotHealthContribution>> check)
{
    private readonly Lock _lock = new();
    private Task<Answer>? _current;
    private Task<BotHealthContribution>? _work;
    private long _answeredAt;

    public Task<Answer> AskAsync(TimeSpan timeout, TimeSpan cacheFor)
    {
        lock (_lock)
        {
            if (_current is null || (_current.IsCompleted && clock.GetElapsedTime(_answeredAt) >= cacheFor))
            {
                _current = RunAsync(timeout);
            }

            return _current;
        }
    }

    private async Task<Answer> RunAsync(TimeSpan timeout)
    {
        var start = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout, clock);
        BotHealthContribution contribution;
        try
        {
            // A check that ignores its token must not hold the report, nor be started again beside itself.
            if (_work is null or { IsCompleted: true })
            {
                var token = limit.Token;
                _work = Task.Run(() => check(token).AsTask(), CancellationToken.None);
            }

            contribution = await _work.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            contribution = new(BotHealthStatus.Degraded, $"The check took longer than {timeout}.");
        }

        lock (_lock)
        {
            _answeredAt = clock.GetTimestamp();
        }

        return new Answer(contribution, clock.GetElapsedTime(start));
    }

    internal sealed record Answer(BotHealthContribution Contribution, TimeSpan Took);
}
