using System.Buffers;
using System.Text;

namespace BotKit.Diagnostics;

/// <summary>Makes a text fit to be kept and shown: one line, no control or direction characters, valid Unicode, at most 8 KiB of UTF-8.</summary>
internal static class LogText
{
    public const int MaxBytes = 8 << 10;

    private const char Ellipsis = '…';
    private const int BytesPerChar = 3;
    private static readonly int EllipsisBytes = new Rune(Ellipsis).Utf8SequenceLength;

    // Anything that might have to be left out or replaced, surrogates included: a text without these is taken as it is.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(static code => (char)code).Where(static c => char.IsSurrogate(c) || IsBreak(c) || IsHidden(c))]);

    public static string Clean(string text)
    {
        if (text.Length * BytesPerChar <= MaxBytes && !text.AsSpan().ContainsAny(Suspects))
        {
            return text;
        }

        var clean = new StringBuilder(Math.Min(text.Length, MaxBytes));
        var bytes = 0;
        var lengthWithEllipsis = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Replacement(rune) is not { } shown)
            {
                continue;
            }

            bytes += shown.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                clean.Length = lengthWithEllipsis;
                return clean.Append(Ellipsis).ToString();
            }

            clean.Append(shown.ToString());
            if (bytes <= MaxBytes - EllipsisBytes)
            {
                lengthWithEllipsis = clean.Length;
            }
        }

        return clean.ToString();
    }

    private static Rune? Replacement(Rune rune)
        => !rune.IsBmp ? rune
        : IsBreak((char)rune.Value) ? new Rune(' ')
        : IsHidden((char)rune.Value) ? null
        : rune;

    private static bool IsBreak(char c) => c is '\n' or '\t' or '\u0085' or '\u2028' or '\u2029';

    // The direction marks could make a line read otherwise than it is written.
    private static bool IsHidden(char c)
        => (char.IsControl(c) && !IsBreak(c)) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
