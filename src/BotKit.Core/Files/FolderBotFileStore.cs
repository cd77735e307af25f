using System.Collections.Concurrent;
using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Files;

/// <summary>Keeps files in a folder.</summary>
internal sealed class FolderBotFileStore : IBotFileStore
{
    /// <summary>How often a save cleans up first, where nothing else does.</summary>
    public static readonly TimeSpan CleanEvery = TimeSpan.FromMinutes(10);

    private const int CleanedAtOnce = 500;

    private readonly BotFileOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly FileFolder _folder;
    private readonly FileUsage _usage;
    private readonly FileCleaning _cleaning;
    private readonly FileIdSource _ids;
    private readonly ConcurrentDictionary<string, bool> _live = new(StringComparer.Ordinal);
    private long _nextClean = long.MinValue;

    /// <param name="options">Where, and how much.</param>
    /// <param name="clock">Says when files are made and expire.</param>
    /// <param name="logger">A logger that does not throw.</param>
    /// <param name="freeBytes">How much room a folder's disk has; replaced by tests.</param>
    public FolderBotFileStore(BotFileOptions options, TimeProvider clock, ILogger logger, Func<string, long>? freeBytes = null)
    {
        (_options, _clock, _logger) = (options, clock, logger);
        _folder = new(options.Folder);
        _usage = new(options, _folder, freeBytes ?? (static path => new DriveInfo(path).AvailableFreeSpace));
        _cleaning = new(_folder, options, clock);
        _ids = new(clock);
    }

    public string Folder => _folder.Path;

    public async ValueTask<BotFile> SaveAsync(
        BotFileDescription file, Func<Stream, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        _folder.Make();
        CleanIfDue(cancellationToken);
        var id = _ids.Next();
        _live[id] = true;
        try
        {
            var draft = Begin(id, Math.Max(0, file.Bytes ?? 0), cancellationToken);
            await using (draft.ConfigureAwait(false))
            {
                await write(draft.Stream, cancellationToken).ConfigureAwait(false);
                return await draft.PublishAsync((id, bytes, sha256) => Describe(file, id, bytes, sha256), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _live.TryRemove(id, out _);
        }
    }

    public ValueTask<BotFile?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Enter(cancellationToken);
        return new(Find(id));
    }

    public ValueTask<Stream?> OpenReadAsync(string id, CancellationToken cancellationToken)
    {
        Enter(cancellationToken);
        return new(Find(id) is null ? null : _folder.Open(id));
    }

    public ValueTask<IReadOnlyList<BotFile>> ListAsync(BotFileQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.ThrowIfInvalid();
        var found = new List<BotFile>();
        var ids = _folder.List()
            .Where(static entry => entry.Ending == FileFolder.Record)
            .Select(static entry => entry.Id)
            .Where(id => query.Before is null || string.CompareOrdinal(id, query.Before) < 0)
            .OrderDescending(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Find(id) is { } file && query.Matches(file))
            {
                found.Add(file);
                if (found.Count == query.Count)
                {
                    break;
                }
            }
        }

        return new(found);
    }

    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        Enter(cancellationToken);
        if (Find(id) is not { } file)
        {
            return new(false);
        }

        var isDeleted = _usage.Delete(file.Bytes, () => _cleaning.TryDelete(id));
        _folder.Flush();
        return new(isDeleted);
    }

    /// <summary>Deletes a bounded batch of what has expired, and of what killed writers left.</summary>
    /// <returns>How many files were deleted.</returns>
    public int Clean(int limit, CancellationToken cancellationToken)
    {
        var deleted = _cleaning.Run(limit, _live.ContainsKey, cancellationToken);
        if (deleted > 0)
        {
            Log.FilesCleaned(_logger, deleted);
            _usage.Count();
        }

        return deleted;
    }

    private void Enter(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _folder.RefuseLinks();
    }

    private BotFile Describe(BotFileDescription file, string id, long bytes, string sha256)
    {
        var now = _clock.GetUtcNow();
        return new(id, FileTexts.NameOf(file.Name), FileTexts.TypeOf(file.ContentType), bytes, sha256, now)
        {
            Bot = file.Bot,
            ExecutionId = file.ExecutionId,
            ExpiresAt = file.ExpiresAt ?? now + _options.KeepFor,
        };
    }

    private FileDraft Begin(string id, long bytes, CancellationToken cancellationToken)
    {
        try
        {
            return FileDraft.Begin(_folder, _usage, id, bytes);
        }
        catch (BotException exception) when (exception.Code == BotErrorCodes.FileStoreFull && Clean(CleanedAtOnce, cancellationToken) > 0)
        {
            return FileDraft.Begin(_folder, _usage, id, bytes);
        }
    }

    private BotFile? Find(string? id)
    {
        if (id is null || !FileId.IsWellFormed(id) || _folder.ReadRecord(id) is not { } json)
        {
            return null;
        }

        // A record is written after its bytes, so what is here is not what was written.
        if (FileRecord.Read(id, json) is not { } file || _folder.Find(id, FileFolder.Content) != file.Bytes)
        {
            if (_folder.Find(id, FileFolder.Record) is not null)
            {
                Log.FileDamaged(_logger, id);
            }

            return null;
        }

        return file.ExpiresAt <= _clock.GetUtcNow() ? null : file;
    }

    private void CleanIfDue(CancellationToken cancellationToken)
    {
        var now = _clock.GetTimestamp();
        var due = Interlocked.Read(ref _nextClean);
        var next = now + (long)(CleanEvery.TotalSeconds * _clock.TimestampFrequency);
        if (now >= due && Interlocked.CompareExchange(ref _nextClean, next, due) == due && Clean(CleanedAtOnce, cancellationToken) == 0)
        {
            _usage.Count();
        }
    }
}
