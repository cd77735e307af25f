using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace BotKit.Json;

/// <summary>Says whether a text is JSON as BotKit takes it. Repeated members are found when it is bound.</summary>
internal static class JsonText
{
    // The longest whole number that surely fits a float; longer ones, and any with an exponent, may be infinite once bound.
    private const int SafeDigits = 38;

    /// <summary>Reads the whole text once.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="mayOverflow">Whether a number may be too large for a floating-point member.</param>
    /// <returns>The code of what is wrong; <see langword="null"/> when nothing is.</returns>
    public static string? Check(ReadOnlySpan<byte> utf8, out bool mayOverflow)
    {
        mayOverflow = false;
        if (!Utf8.IsValid(utf8))
        {
            return FieldCodes.Malformed;
        }

        // One level deeper than allowed, so that too deep can be told from broken.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = BotJson.MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= BotJson.MaxDepth:
                        return FieldCodes.TooDeep;
                    case JsonTokenType.PropertyName or JsonTokenType.String when reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan):
                        return FieldCodes.Malformed;
                    case JsonTokenType.Number:
                        mayOverflow |= reader.ValueSpan.Length > SafeDigits || reader.ValueSpan.ContainsAny((byte)'e', (byte)'E');
                        break;
                }
            }

            return null;
        }
        catch (JsonException)
        {
            return FieldCodes.Malformed;
        }
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        var expectLow = false;
        while (!escaped.IsEmpty)
        {
            var isUnit = escaped[0] == '\\' && escaped[1] == 'u';
            var unit = isUnit ? HexUnit(escaped.Slice(2, 4)) : (char)0;
            if (char.IsLowSurrogate(unit) != expectLow)
            {
                return true;
            }

            expectLow = char.IsHighSurrogate(unit);
            escaped = escaped[(isUnit ? 6 : escaped[0] == '\\' ? 2 : 1)..];
        }

        return expectLow;
    }

    // The reader has checked the digits.
    private static char HexUnit(ReadOnlySpan<byte> digits)
        => Utf8Parser.TryParse(digits, out ushort unit, out _, 'x') ? (char)unit : (char)0;
}
