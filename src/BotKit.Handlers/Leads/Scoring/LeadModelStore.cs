using System.IO.Compression;
using System.Text.Json;
using BotKit.Ledger;

namespace BotKit.Handlers.Leads;

/// <summary>Keeps models by name and version: the versions of a name in one value, each artefact in another.</summary>
internal sealed class LeadModelStore(IBotDataStore store)
{
    private const int MaxArtefactBytes = 64 * 1024 * 1024;

    /// <summary>Throws when the store cannot be reached.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
        => _ = await store.ListKeysAsync(LeadDefaults.Bot, "model/", null, 1, cancellationToken).ConfigureAwait(false);

    /// <summary>Keeps a model as the next version of its name, and removes the oldest versions.</summary>
    /// <exception cref="BotException">Another run kept one at the same time.</exception>
    public async ValueTask<int> SaveAsync(string bot, LeadModelDocument model, int keep, CancellationToken cancellationToken)
    {
        var (index, indexVersion) = await ReadIndexAsync(bot, model.Name, cancellationToken).ConfigureAwait(false);
        var version = index.Last + 1;
        var artefact = Pack(model with { Version = version });
        // The artefact first: a version that is listed can be read. One that another run left behind unlisted is overwritten.
        var old = await store.ReadAsync(bot, KeyOf(model.Name, version), cancellationToken).ConfigureAwait(false);
        _ = await store.TryWriteAsync(bot, KeyOf(model.Name, version), artefact, old?.Version ?? 0, null, cancellationToken).ConfigureAwait(false) ?? throw Busy();
        var versions = index.Versions.Append(version).ToArray();
        var kept = versions[Math.Max(0, versions.Length - keep)..];
        var next = JsonSerializer.SerializeToUtf8Bytes(new ModelIndex(version, kept), LeadStoreJson.Default.ModelIndex);
        _ = await store.TryWriteAsync(bot, KeyOf(model.Name), next, indexVersion, null, cancellationToken).ConfigureAwait(false) ?? throw Busy();
        foreach (var removed in versions.Except(kept))
        {
            await store.DeleteAsync(bot, KeyOf(model.Name, removed), cancellationToken).ConfigureAwait(false);
        }

        return version;
    }

    /// <summary>Reads a version of a model, or its newest.</summary>
    /// <exception cref="BotException">There is none, or it cannot be read.</exception>
    public async ValueTask<LeadModelDocument> ReadAsync(string bot, string name, int? version, CancellationToken cancellationToken)
    {
        var (index, _) = await ReadIndexAsync(bot, name, cancellationToken).ConfigureAwait(false);
        var wanted = version ?? index.Last;
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
