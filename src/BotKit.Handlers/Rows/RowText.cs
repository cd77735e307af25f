using System.Buffers;
using System.Text;

namespace BotKit.Handlers.Rows;

/// <summary>
/// A stream of bytes as text. A byte-order mark decides; without one, text that looks like UTF-16 is UTF-16, and all else is
/// UTF-8, unless the first 64 KiB are not, in which case the whole text is Windows-1252. A byte that is not UTF-8 further on is
/// read as Windows-1252, too, and counted.
/// </summary>
internal sealed class RowText : IDisposable
{
    private const int SampleSize = 64 * 1024;

    private readonly ForeignBytes? _foreignBytes;

    private RowText(TextReader reader, string encoding, ForeignBytes? foreignBytes)
    {
        Reader = reader;
        EncodingName = encoding;
        _foreignBytes = foreignBytes;
    }

    public TextReader Reader { get; }

    /// <summary>The encoding's name: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c> or <c>windows-1252</c>.</summary>
    public string EncodingName { get; }

    /// <summary>How many bytes of a UTF-8 text were not UTF-8 so far, and were read as Windows-1252.</summary>
    public long ForeignByteCount => _foreignBytes?.Count ?? 0;

    public static RowText Open(Stream stream)
    {
        var sample = new byte[SampleSize];
        var count = stream.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        var start = sample.AsSpan(0, count);
        var whole = new SampledStream(sample.AsMemory(0, count), stream);
        return start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Utf8(whole),
            [0xFF, 0xFE, ..] => Of(whole, Encoding.Unicode),
            [0xFE, 0xFF, ..] => Of(whole, Encoding.BigEndianUnicode),
            _ when LooksLikeUtf16(start, 1) => Of(whole, Encoding.Unicode),
            _ when LooksLikeUtf16(start, 0) => Of(whole, Encoding.BigEndianUnicode),
            _ when IsUtf8(start, isAll: count < SampleSize) => Utf8(whole),
            _ => Of(whole, ForeignBytes.Windows1252),
        };
    }

    public void Dispose() => Reader.Dispose();

    private static RowText Utf8(Stream stream)
    {
        var foreignBytes = new ForeignBytes();
        var encoding = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, foreignBytes);
        return new RowText(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, SampleSize), "utf-8", foreignBytes);
    }

    private static RowText Of(Stream stream, Encoding encoding)
        => new(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, SampleSize), encoding.WebName, null);

    /// <summary>Whether most of every second byte is zero, as in UTF-16 of Latin text.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> start, int zeroAt)
    {
        var pairs = Math.Min(start.Length, 4096) / 2;
        var (zeros, others) = (0, 0);
        for (var pair = 0; pair < pairs; pair++)
        {
            zeros += start[2 * pair + zeroAt] == 0 ? 1 : 0;
            others += start[2 * pair + 1 - zeroAt] == 0 ? 1 : 0;
        }

        return pairs >= 2 && zeros > pairs * 7 / 10 && others < pairs / 10 + 1;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> start, bool isAll)
    {
        while (start.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(start, out _, out var consumed);
            if (status != OperationStatus.Done)
            {
                return status == OperationStatus.NeedMoreData && !isAll;
            }

            start = start[consumed..];
            if (start.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var next)
            {
                start = next < 0 ? [] : start[next..];
            }
        }

        return true;
    }
}
