using System.Text;

namespace BotKit.Handlers.Database;

/// <summary>Reads a whole archive with <c>pg_restore</c>, without a server: its table of contents, and all its rows.</summary>
internal sealed class ArchiveContents(PostgresTools tools)
{
    private const int MaxListBytes = 64 * 1024 * 1024;

    /// <returns>What is in the archive; <see langword="null"/> when it cannot be read to its end.</returns>
    public async ValueTask<PostgresContents?> ReadAsync(DatabaseEntry entry, string archive, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> list = default;
        var listed = await tools.RunAsync(
            entry,
            "pg_restore",
            ["--list", archive],
            async stream => list = await BoundedOutput.ReadAsync(stream, MaxListBytes, cutOff: false).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        var blocks = new CopyBlocks();
        if (!listed || !await tools.RunAsync(entry, "pg_restore", ["--data-only", "--file=-", archive], blocks.ReadAsync, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var (keys, foreignKeys) = CountKeys(Encoding.UTF8.GetString(list.Span));
        return new PostgresContents(blocks.Tables, keys, foreignKeys);
    }

    // 3355; 2606 16423 CONSTRAINT public album album_pkey postgres
    private static (int Keys, int ForeignKeys) CountKeys(string list)
    {
        var (keys, foreignKeys) = (0, 0);
        foreach (var line in list.Split('\n'))
        {
            var words = line.Split(' ', 6);
            if (words.Length > 4 && words[0].EndsWith(';') && words[0].Length > 1)
            {
                keys += words[3] == "CONSTRAINT" ? 1 : 0;
                foreignKeys += words[3] == "FK" && words[4] == "CONSTRAINT" ? 1 : 0;
            }
        }

        return (keys, foreignKeys);
    }
}
