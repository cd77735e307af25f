using Microsoft.AspNetCore.Builder;

namespace BotKit.AspNetCore.Tests;

/// <summary>A caller that leaves in the middle of its call, and what the host makes of that.</summary>
internal sealed class LeavingCaller : IDisposable
{
    private readonly CancellationTokenSource _leaves = new();
    private readonly TaskCompletionSource _noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _handled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Adds to the pipeline what tells when the host has noticed, and when it has handled the call.</summary>
    public void Watch(WebApplication app)
        => app.Use(async (context, next) =>
        {
            context.RequestAborted.Register(() => _noticed.TrySetResult());
            await next(context);
            if (_noticed.Task.IsCompleted)
            {
                _handled.TrySetResult();
            }
        });

    /// <summary>Leaves, and returns when the host has noticed.</summary>
    public async Task LeaveAsync()
    {
        await _leaves.CancelAsync();
        await _noticed.Task;
    }

    /// <summary>Calls, and returns when the host has done whatever it does for a caller that has left.</summary>
    public async Task CallAsync(HttpClient client, HttpRequestMessage request)
    {
        await client.SendAsync(request, _leaves.Token).WhenLeftAsync();
        await _handled.Task;
    }

    public void Dispose() => _leaves.Dispose();
}
