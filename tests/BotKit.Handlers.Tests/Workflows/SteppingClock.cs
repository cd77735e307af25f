using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A clock that a test moves on as long as something is under way.</summary>
internal sealed class SteppingClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero))
{
    public async Task<T> RunAsync<T>(Task<T> work, TimeSpan? step = null)
    {
        for (var i = 0; i < 20_000 && !work.IsCompleted; i++)
        {
            await Task.WhenAny(work, Task.Delay(1));
            if (!work.IsCompleted)
            {
                Advance(step ?? TimeSpan.FromMilliseconds(500));
            }
        }

        return await work.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
