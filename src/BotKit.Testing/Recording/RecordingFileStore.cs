using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BotKit.Files;

namespace BotKit.Testing;

/// <summary>A store of files in memory, without limits and in order, for tests to put inputs in and to read what bots saved.</summary>
/// <param name="clock">Says when files are made and expire.</param>
public sealed class RecordingFileStore(TimeProvider clock) : IBotFileStore
{
    private readonly ConcurrentDictionary<string, (BotFile File, byte[] Content)> _files = new(StringComparer.Ordinal);
    private readonly FileIdSource _ids = new(clock);

    /// <summary>The files that are there, in the order in which they were made.</summary>
    public IReadOnlyList<BotFile> Files => [.. _files.Values.Select(static kept => kept.File).Where(IsKept).OrderBy(static file => file.Id, StringComparer.Ordinal)];

    /// <summary>Puts a file in, as a caller's upload does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="contentType">Its media type.</param>
    public BotFile Add(string name, ReadOnlySpan<byte> content, string contentType = FileTexts.AnyContent)
        => Keep(new BotFileDescription(name, contentType), content.ToArray());

    /// <summary>Puts a file in, as a caller's upload does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text, which is written in UTF-8.</param>
    /// <param name="contentType">Its media type.</param>
    public BotFile Add(string name, string text, string contentType = "text/csv") => Add(name, Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>The bytes of a file.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public byte[] ReadBytes(string id)
        => Get(id)?.Content.ToArray() ?? throw new KeyNotFoundException($"There is no file of the id '{id}'.");

    /// <summary>The text of a file in UTF-8.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public string ReadText(string id) => Encoding.UTF8.GetString(ReadBytes(id));

    /// <inheritdoc/>
    public async ValueTask<BotFile> SaveAsync(
        BotFileDescription file, Func<Stream, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        using var content = new MemoryStream();
        var written = new WriteOnlyStream(content);
        await using (written.ConfigureAwait(false))
        {
            await write(written, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Keep(file, content.ToArray());
    }

    /// <inheritdoc/>
    public ValueTask<BotFile?> FindAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Get(id)?.File);
    }

    /// <inheritdoc/>
    public ValueTask<Stream?> OpenReadAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Get(id) is { } kept ? new MemoryStream(kept.Content, writable: false) : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BotFile>> ListAsync(BotFileQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.ThrowIfInvalid();
        cancellationToken.ThrowIfCancellationRequested();
        return new([.. Files.Reverse().Where(file => query.Before is null || string.CompareOrdinal(file.Id, query.Before) < 0).Where(query.Matches).Take(query.Count)]);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Get(id) is not null && _files.TryRemove(id, out _));
    }

    private BotFile Keep(BotFileDescription description, byte[] content)
    {
        var now = clock.GetUtcNow();
        var file = new BotFile(
            _ids.Next(), FileTexts.NameOf(description.Name), FileTexts.TypeOf(description.ContentType), content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), now)
        {
            Bot = description.Bot,
            ExecutionId = description.ExecutionId,
            ExpiresAt = description.ExpiresAt ?? now + new BotFileOptions().KeepFor,
        };
        _files[file.Id] = (file, content);
        return file;
    }

    private (BotFile File, byte[] Content)? Get(string? id) => id is not null && _files.TryGetValue(id, out var kept) && IsKept(kept.File) ? kept : null;

    private bool IsKept(BotFile file) => file.ExpiresAt > clock.GetUtcNow();
}
