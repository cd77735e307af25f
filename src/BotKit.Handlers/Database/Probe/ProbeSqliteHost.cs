using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Database;

/// <summary>
/// Runs each operation in a fresh probe program with a time limit. Whatever a hostile file does to it, a crash, a hang or
/// endless output, is a fault in the response.
/// </summary>
internal sealed partial class ProbeSqliteHost(ProbeCommand? command, TimeSpan limit, TimeProvider timeProvider, ILogger<ProbeSqliteHost> logger)
    : ISqliteHost, IDisposable
{
    private const int MaxProbes = 4;

    private static readonly SqliteFault Unavailable
        = new(DatabaseErrorCodes.ProbeUnavailable, "The program that opens databases which are not trusted could not be started.");

    private readonly SemaphoreSlim _slots = new(MaxProbes);

    public async ValueTask<SqliteResponse> RunAsync(SqliteRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (command is null)
        {
            LogNotFound();
            return new SqliteResponse { Fault = Unavailable };
        }

        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var tooLong = new CancellationTokenSource(limit, timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
            var line = JsonSerializer.SerializeToUtf8Bytes(request, SqliteJson.Default.SqliteRequest);
            var ending = await new ProbeProcess(command, timeProvider).RunAsync((byte[])[.. line, (byte)'\n'], either.Token).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return Read(request, ending);
        }
        catch (Win32Exception failure)
        {
            LogNotStarted(failure);
            return new SqliteResponse { Fault = Unavailable };
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private SqliteResponse Read(SqliteRequest request, ProbeEnding ending)
    {
        if (ending.ExitCode == 0 && ProbeReply.TryRead(ending.Output.Span, out var response))
        {
            return response;
        }

        LogErrors(request.Database, ProbeReply.Printable(ending.Errors.Span));
        if (ending.ExitCode is not null && !ProbeReply.HasGreeting(ending.Output.Span))
        {
            LogNotGreeted(request.Database, ending.ExitCode.Value);
            return new SqliteResponse { Fault = Unavailable };
        }

        LogCrashed(request.Database, ending.ExitCode);
        return new SqliteResponse { Fault = ending.ExitCode is null ? SqliteFault.Hung : SqliteFault.Crashed };
    }
}
