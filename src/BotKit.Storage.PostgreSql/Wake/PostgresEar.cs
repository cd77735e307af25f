using BotKit.Storage.PostgreSql.Connections;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.PostgreSql.Wake;

/// <summary>Hears what other processes call, on a connection of its own; while it is deaf, workers poll.</summary>
internal sealed class PostgresEar(PostgresConnections connections, Action heard, Action lost, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _loop;

    /// <summary>Completes once it listens for the first time.</summary>
    public Task Listening => _listening.Task;

    public void Start() => _loop ??= Task.Run(() => ListenAsync(_stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_loop is { } loop)
        {
            await loop.ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var isDeaf = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var connection = connections.CreateApart();
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                connection.Notification += (_, _) => heard();
                using var listen = connection.CreateCommand();
                listen.CommandText = "listen " + PostgresVoice.Channel;
                await listen.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

                if (isDeaf)
                {
                    isDeaf = false;
                    Log.Listening(logger);
                }

                // What was called before is looked for by a claim.
                _listening.TrySetResult();
                heard();
                while (true)
                {
                    await connection.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it was, it listens again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (!isDeaf)
                {
                    lost();
                    isDeaf = true;
                    Log.Deaf(logger, exception);
                }
            }

            await Task.Delay(Again, _clock, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
