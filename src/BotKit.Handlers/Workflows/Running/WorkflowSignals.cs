using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotKit.Ledger;
using BotKit.Workflows;

namespace BotKit.Handlers.Workflows;

/// <summary>Signals and pauses of runs, kept in the store by the doors and read by the runs.</summary>
internal sealed class WorkflowSignals(IBotDataStore store)
{
    /// <summary>The signal that cancels a run with compensation.</summary>
    public const string Cancel = "workflow.cancel";

    /// <summary>How many signals of a run are listed.</summary>
    public const int MaxListed = 1_000;

    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(400);

    public static string SignalKey(Guid run, string name) => $"signals/{run:N}/{name}";

    public static string PauseKey(Guid run) => $"pause/{run:N}";

    /// <summary>The names of the signals that wait for a run.</summary>
    public ValueTask<IReadOnlyList<string>> ListAsync(string bot, Guid run, CancellationToken cancellationToken)
        => store.ListKeysAsync(bot, SignalKey(run, string.Empty), null, MaxListed, cancellationToken);

    public async ValueTask<(string Id, JsonNode? Payload, string? By)?> ReadSignalAsync(string bot, Guid run, string name, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(bot, SignalKey(run, name), cancellationToken).ConfigureAwait(false) is not { } kept)
        {
            return null;
        }

        var record = JsonNode.Parse(kept.Content.Span)!;
        return ((string)record["id"]!, record["payload"]?.DeepClone(), (string?)record["by"]);
    }

    /// <summary>Keeps a signal.</summary>
    /// <returns>Whether it is kept, or why not.</returns>
    public async ValueTask<WorkflowAnswer> SignalAsync(string bot, Guid run, string name, JsonNode? payload, string by, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            if (await ReadSignalAsync(bot, run, name, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return JsonNodes.AreEqual(known.Payload, payload) ? WorkflowAnswer.Done : WorkflowAnswer.AlreadySignaled;
            }

            if (name != Cancel && (await ListAsync(bot, run, cancellationToken).ConfigureAwait(false)).Count >= WorkflowDefaults.MaxSignals)
            {
                return WorkflowAnswer.TooManySignals;
            }

            var record = new JsonObject { ["id"] = RandomNumberGenerator.GetHexString(32, lowercase: true), ["by"] = by, ["payload"] = payload?.DeepClone() };
            if (await store.TryWriteAsync(bot, SignalKey(run, name), JsonNodes.WriteUtf8(record), 0, KeepFor, cancellationToken).ConfigureAwait(false) is not null)
            {
                return WorkflowAnswer.Done;
            }
        }
    }

    /// <returns>Whether it was there.</returns>
    public ValueTask<bool> RemoveAsync(string bot, Guid run, string name, CancellationToken cancellationToken)
        => store.DeleteAsync(bot, SignalKey(run, name), cancellationToken);

    /// <summary>Removes all that waits for a run that has ended.</summary>
    public async ValueTask ForgetAsync(string bot, Guid run, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string> keys;
            do
            {
                keys = await ListAsync(bot, run, cancellationToken).ConfigureAwait(false);
                foreach (var key in keys)
                {
                    await store.DeleteAsync(bot, key, cancellationToken).ConfigureAwait(false);
                }
            }
            while (keys.Count == MaxListed);
            await ResumeAsync(bot, run, cancellationToken).ConfigureAwait(false);
        }
        catch (BotStoreException)
        {
            // The run has ended all the same, and what stays ends by its age.
        }
    }

    public async ValueTask<BotPause?> ReadPauseAsync(string bot, Guid run, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(bot, PauseKey(run), cancellationToken).ConfigureAwait(false) is not { } kept)
        {
            return null;
        }

        using var record = JsonDocument.Parse(kept.Content);
        return new BotPause(
            record.RootElement.GetProperty("reason").GetString()!, record.RootElement.GetProperty("by").GetString()!, kept.WrittenAt, null);
    }

    public async ValueTask PauseAsync(string bot, Guid run, string reason, string by, CancellationToken cancellationToken)
    {
        var record = JsonNodes.WriteUtf8(new JsonObject { ["reason"] = reason, ["by"] = by });
        long? written;
        do
        {
            var known = await store.ReadAsync(bot, PauseKey(run), cancellationToken).ConfigureAwait(false);
            written = await store.TryWriteAsync(bot, PauseKey(run), record, known?.Version ?? 0, KeepFor, cancellationToken).ConfigureAwait(false);
        }
        while (written is null);
    }

    public ValueTask<bool> ResumeAsync(string bot, Guid run, CancellationToken cancellationToken) => store.DeleteAsync(bot, PauseKey(run), cancellationToken);
}
