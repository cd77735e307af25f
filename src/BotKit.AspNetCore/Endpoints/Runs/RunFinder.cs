using BotKit.AspNetCore.Envelope;
using BotKit.Execution;
using BotKit.Ledger;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Finds the run that a call names, or says why there is none.</summary>
internal sealed class RunFinder(BotCatalogue catalogue, IBotLedger ledger, IOptions<RetentionOptions> retention, TimeProvider clock)
{
    public async ValueTask<(StoredRun? Run, Problem? Problem)> FindAsync(ApiCall call)
    {
        if (IdOf(call) is not { } id)
        {
            return (null, Unknown());
        }

        var run = await ledger.FindAsync(id, call.Aborted).ConfigureAwait(false);
        return run is null ? (null, Missing(id)) : (run, null);
    }

    /// <summary>The bot of a run: one in progress here need not be in the ledger yet.</summary>
    /// <returns>Its name; <see langword="null"/> when the ledger does not hold the run, or cannot be read.</returns>
    public async ValueTask<string?> FindBotAsync(Guid executionId)
    {
        if (catalogue.Runners.FirstOrDefault(runner => runner.Runtime.Running.Holds(executionId)) is { } runner)
        {
            return runner.Descriptor.Name;
        }

        try
        {
            return (await ledger.FindAsync(executionId, CancellationToken.None).ConfigureAwait(false))?.Bot;
        }
        catch (BotStoreException)
        {
            return null;
        }
    }

    public static Guid? IdOf(ApiCall call)
        => Guid.TryParseExact(call.Http.GetRouteValue("executionId") as string, "D", out var id) ? id : null;

    public static Problem Unknown() => Problem.Of(404, BotErrorCodes.UnknownRun, "The ledger holds no run of that id.");

    /// <summary>What to say of a run that the ledger does not hold: an id tells when it was made.</summary>
    public Problem Missing(Guid id)
        => MadeAt(id) < clock.GetUtcNow() - retention.Value.Runs
            ? Problem.Of(410, BotErrorCodes.RunPurged, "The run is older than the ledger keeps runs.").About(null, id)
            : Unknown();

    // RFC 9562, section 5.7: the first 48 bits are Unix milliseconds.
    private static DateTimeOffset? MadeAt(Guid id)
    {
        if (id.Version != 7)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
