using System.Text.Json;
using BotKit.Ledger;

namespace BotKit.Handlers.Content;

/// <summary>Remembers the pieces of each language.</summary>
internal sealed class PieceMemory(IBotDataStore store, ContentSettings settings)
{
    private const int Tries = 5;

    public async ValueTask<IReadOnlyList<KeptPiece>> ReadAsync(string bot, string language, CancellationToken cancellationToken)
        => (await ReadVersionAsync(bot, language, cancellationToken).ConfigureAwait(false)).Pieces;

    /// <summary>The earlier piece that is most like a text; those of the same run are not earlier ones.</summary>
    public static SimilarPiece? FindMostLike(IReadOnlyList<KeptPiece> pieces, uint[] mark, Guid run)
    {
        SimilarPiece? best = null;
        foreach (var piece in pieces)
        {
            if (piece.Run != run && MinHash.FromBytes(piece.Mark) is { } other)
            {
                var similarity = MinHash.Similarity(mark, other);
                best = best is null || similarity > best.Value.Similarity ? new SimilarPiece(similarity, piece.Title, piece.At) : best;
            }
        }

        return best;
    }

    /// <exception cref="BotException">Other runs write all the time.</exception>
    public async ValueTask AddAsync(string bot, string language, IReadOnlyList<KeptPiece> added, CancellationToken cancellationToken)
    {
        var most = settings.Options.RememberPieces;
        for (var attempt = 0; attempt < Tries && most > 0; attempt++)
        {
            var (pieces, version) = await ReadVersionAsync(bot, language, cancellationToken).ConfigureAwait(false);
            // A run that is repeated takes the place of what it kept before.
            List<KeptPiece> next = [.. pieces.Where(piece => added.All(one => one.Run != piece.Run)), .. added];
            var bytes = JsonSerializer.SerializeToUtf8Bytes(next[Math.Max(0, next.Count - most)..], ContentStoreJson.Default.ListKeptPiece);
            if (await store.TryWriteAsync(bot, KeyOf(language), bytes, version, null, cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }
        }

        if (most > 0)
        {
            throw ContentFailure.Of(ContentErrorCodes.ContentBusy, "Other runs remember pieces at this moment.");
        }
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
        => _ = await store.ListKeysAsync(ContentDefaults.Bot, "pieces/", null, 1, cancellationToken).ConfigureAwait(false);

    private async ValueTask<(List<KeptPiece> Pieces, long Version)> ReadVersionAsync(string bot, string language, CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(bot, KeyOf(language), cancellationToken).ConfigureAwait(false);
        return (kept is null ? [] : JsonSerializer.Deserialize(kept.Content.Span, ContentStoreJson.Default.ListKeptPiece) ?? [], kept?.Version ?? 0);
    }

    private static string KeyOf(string language) => $"pieces/{language}";
}
