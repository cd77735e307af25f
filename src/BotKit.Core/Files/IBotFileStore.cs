namespace BotKit.Files;

/// <summary>
/// Keeps files: what callers sent for bots to read, and what bots wrote for callers to fetch. Ids are made by the store,
/// cannot be guessed, and are never a path. A file is there whole or not at all, whatever ends the process.
/// </summary>
public interface IBotFileStore
{
    /// <summary>Keeps what <paramref name="write"/> writes. The file appears when that has returned and its bytes are on disk.</summary>
    /// <param name="file">What is said about it.</param>
    /// <param name="write">Writes the bytes, front to back; the stream can neither be read nor be sought, and is not to be kept.</param>
    /// <param name="cancellationToken">Gives up; then there is no file.</param>
    /// <returns>The file, with its id.</returns>
    /// <exception cref="BotException">
    /// It is larger than a file may be (<see cref="BotErrorCodes.FileTooLarge"/>), or the store is full
    /// (<see cref="BotErrorCodes.FileStoreFull"/>). What <paramref name="write"/> throws is passed on; then there is no file.
    /// </exception>
    ValueTask<BotFile> SaveAsync(
        BotFileDescription file, Func<Stream, CancellationToken, ValueTask> write, CancellationToken cancellationToken);

    /// <summary>Finds a file.</summary>
    /// <param name="id">Its id; any text may be asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file; <see langword="null"/> when there is none, or none any more.</returns>
    ValueTask<BotFile?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Opens a file's bytes. They stay readable until the stream is closed, also when the file is deleted meanwhile.</summary>
    /// <param name="id">Its id; any text may be asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// A stream that can be sought and is the caller's to close; <see langword="null"/> when there is no such file, or none any more.
    /// </returns>
    ValueTask<Stream?> OpenReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists files, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BotFile>> ListAsync(BotFileQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes a file.</summary>
    /// <param name="id">Its id; any text may be asked for.</param>
    /// <param name="cancellationToken">Gives up before it is deleted.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
