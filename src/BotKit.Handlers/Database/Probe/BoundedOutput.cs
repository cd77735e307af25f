namespace BotKit.Handlers.Database;

/// <summary>Reads a stream of a program that may write without end.</summary>
internal static class BoundedOutput
{
    /// <summary>The first bytes of the stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="limit">How many bytes to keep.</param>
    /// <param name="cutOff">Whether to stop reading at the limit; otherwise the rest is read and forgotten, so that the writer does not block.</param>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int limit, bool cutOff)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            kept.Write(buffer, 0, (int)Math.Min(read, limit - kept.Length));
            if (cutOff && kept.Length == limit)
            {
                break;
            }
        }

        return kept.ToArray();
    }
}
