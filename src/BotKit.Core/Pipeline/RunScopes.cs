using System.Runtime.CompilerServices;
using BotKit.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Pipeline;

/// <summary>Ends the scopes of runs. The runs have ended; a service that cannot be disposed changes nothing about them.</summary>
internal static class RunScopes
{
    /// <summary>Ends a scope. It does not throw.</summary>
    public static ValueTask DisposeAsync(AsyncServiceScope scope, BotRun run)
    {
        try
        {
            var end = scope.DisposeAsync();
            if (!end.IsCompletedSuccessfully)
            {
                return AwaitAsync(end, run);
            }

            end.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // Whatever a service throws is logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ScopeNotDisposed(run.Shared.Logger, exception, run.ExecutionId, run.Bot);
        }

        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AwaitAsync(ValueTask end, BotRun run)
    {
        try
        {
            await end.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a service throws is logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ScopeNotDisposed(run.Shared.Logger, exception, run.ExecutionId, run.Bot);
        }
    }
}
