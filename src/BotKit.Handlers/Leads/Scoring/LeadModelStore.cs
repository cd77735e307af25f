using System.IO.Compression;
using System.Text.Json;
using BotKit.Ledger;

namespace BotKit.Handlers.Leads;

/// <summary>Keeps models by name and version: the versions of a name in one value, each artefact in another.</summary>
internal sealed class LeadModelStore(IBotDataStore store)
{
    private const int MaxArtefactBytes = 64 * 1024 * 1024;
    private const int MaxAttempts = 20;
    private const int MaxRemoved = 100;

    /// <summary>Throws when the store cannot be reached.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
        => _ = await store.ListKeysAsync(LeadDefaults.Bot, "model/", null, 1, cancellationToken).ConfigureAwait(false);

    /// <summary>Keeps a model as the next version of its name, and removes the oldest versions.</summary>
    /// <exception cref="BotException">Too many other runs keep one at the same time.</exception>
    public async ValueTask<int> SaveAsync(string bot, LeadModelDocument model, int keep, CancellationToken cancellationToken)
    {
        // The number first, so that no two runs write the same artefact; the version is listed when it can be read.
        var (version, name) = ((await ChangeIndexAsync(bot, model.Name, static index => index with { Last = index.Last + 1 }, cancellationToken).ConfigureAwait(false)).Last, model.Name);
        var old = await store.ReadAsync(bot, KeyOf(name, version), cancellationToken).ConfigureAwait(false);
        _ = await store.TryWriteAsync(bot, KeyOf(name, version), Pack(model with { Version = version }), old?.Version ?? 0, null, cancellationToken).ConfigureAwait(false)
            ?? throw Busy();
        var index = await ChangeIndexAsync(
            bot, name, index => index with { Versions = [.. index.Versions.Append(version).Order().TakeLast(keep)] }, cancellationToken).ConfigureAwait(false);
        if (index.Versions.Length == keep)
        {
            await RemoveBeforeAsync(bot, name, KeyOf(name, index.Versions[0]), cancellationToken).ConfigureAwait(false);
        }

        return version;
    }

    /// <summary>Reads a version of a model, or its newest.</summary>
    /// <exception cref="BotException">There is none, or it cannot be read.</exception>
    public async ValueTask<LeadModelDocument> ReadAsync(string bot, string name, int? version, CancellationToken cancellationToken)
    {
        var (index, _) = await ReadIndexAsync(bot, name, cancellationToken).ConfigureAwait(false);
        var wanted = version ?? index.Versions.LastOrDefault();
        var kept = index.Versions.Contains(wanted) ? await store.ReadAsync(bot, KeyOf(name, wanted), cancellationToken).ConfigureAwait(false) : null;
        return kept is null
            ? throw LeadFailure.Of(LeadErrorCodes.ModelUnknown, "There is no model of that name, or not that version of it. Train one first.")
            : Unpack(kept.Content);
    }

    private async ValueTask<(ModelIndex Index, long Version)> ReadIndexAsync(string bot, string name, CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(bot, KeyOf(name), cancellationToken).ConfigureAwait(false);
        return kept is null
            ? (new ModelIndex(0, []), 0)
            : (JsonSerializer.Deserialize(kept.Content.Span, LeadStoreJson.Default.ModelIndex) ?? throw Unreadable(null), kept.Version);
    }

    private async ValueTask<ModelIndex> ChangeIndexAsync(string bot, string name, Func<ModelIndex, ModelIndex> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (index, indexVersion) = await ReadIndexAsync(bot, name, cancellationToken).ConfigureAwait(false);
            var next = change(index);
            var written = JsonSerializer.SerializeToUtf8Bytes(next, LeadStoreJson.Default.ModelIndex);
            if (await store.TryWriteAsync(bot, KeyOf(name), written, indexVersion, null, cancellationToken).ConfigureAwait(false) is not null)
            {
                return next;
            }
        }

        throw Busy();
    }

    /// <summary>Removes the artefacts of versions that are kept no more, and of runs that were stopped before they listed theirs.</summary>
    private async ValueTask RemoveBeforeAsync(string bot, string name, string first, CancellationToken cancellationToken)
    {
        foreach (var key in await store.ListKeysAsync(bot, KeyOf(name) + "/", null, MaxRemoved, cancellationToken).ConfigureAwait(false))
        {
            if (string.CompareOrdinal(key, first) < 0)
            {
                await store.DeleteAsync(bot, key, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static byte[] Pack(LeadModelDocument model)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            JsonSerializer.Serialize(gzip, model, LeadStoreJson.Default.LeadModelDocument);
        }

        return packed.ToArray();
    }

    private static LeadModelDocument Unpack(ReadOnlyMemory<byte> artefact)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(artefact.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[81920];
            while (gzip.Read(buffer) is > 0 and var count)
            {
                plain.Write(buffer, 0, count);
                if (plain.Length > MaxArtefactBytes)
                {
                    throw Unreadable(null);
                }
            }

            var model = JsonSerializer.Deserialize(plain.GetBuffer().AsSpan(0, (int)plain.Length), LeadStoreJson.Default.LeadModelDocument);
            return model is { Format: LeadModelDocument.CurrentFormat } && model.Trees.IsSound(model.Columns.Sum(static column => column.Width)) ? model : throw Unreadable(null);
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException)
        {
            throw Unreadable(failure);
        }
    }

    private static string KeyOf(string name) => $"model/{name}";

    private static string KeyOf(string name, int version) => $"model/{name}/{version:D6}";

    private static BotException Busy() => LeadFailure.Of(LeadErrorCodes.LeadsBusy, "Another run keeps a model of that name at this moment.");

    private static BotException Unreadable(Exception? cause)
        => LeadFailure.Of(LeadErrorCodes.ModelUnreadable, "The kept model cannot be read: it is damaged, or of a newer version.", cause);
}
