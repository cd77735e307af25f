using System.Text;
using BotKit.Diagnostics;
using CsCheck;

namespace BotKit.Core.Tests.Diagnostics;

public class LogTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Imported 12 leads in 3 ms")]
    [InlineData("Größe ✓ 漢字")]
    [InlineData("🎬 cut")]
    public void Clean_OrdinaryText_IsLeftAsItIs(string text) => LogText.Clean(text).Should().Be(text);

    [Fact]
    public void Clean_OrdinaryText_IsNotCopied()
    {
        var text = new string('x', 100);

        LogText.Clean(text).Should().BeSameAs(text);
    }

    [Theory]
    [InlineData("a\r\nb", "a b")]
    [InlineData("a\nb\tc", "a b c")]
    [InlineData("a\u2028b\u2029c\u0085d", "a b c d")]
    [InlineData("a\0b\u001b[31mc\u007fd\u009fe", "ab[31mcde")]
    [InlineData("pay \u202Eknil\u202C now \u2066x\u2069\u200E\u200F\u061C", "pay knil now x")]
    [InlineData("a\u202Ab\u2029c", "ab c")]
    public void Clean_ControlAndDirectionCharacters_AreBlanksOrGone(string text, string expected) => LogText.Clean(text).Should().Be(expected);

    /// <summary>U+1000A and U+1200E end in the bits of a line feed and of a direction mark, and are letters.</summary>
    [Theory]
    [InlineData("a\U0001000Ab")]
    [InlineData("a\U0001200Eb")]
    public void Clean_LettersBeyondTheBasicPlane_AreLeft(string text) => LogText.Clean(text).Should().Be(text);

    [Fact]
    public void Clean_LoneSurrogates_AreReplaced()
    {
        LogText.Clean("a\ud83cb").Should().Be("a\ufffdb");
        LogText.Clean("a\udfacb").Should().Be("a\ufffdb");
    }

    [Theory]
    [InlineData("x", 8_192)]
    [InlineData("é", 4_096)]
    [InlineData("漢", 2_730)]
    [InlineData("🎬", 2_048)]
    public void Clean_ExactlyAsLongAsAllowed_IsLeftAsItIs(string character, int count)
    {
        var text = string.Concat(Enumerable.Repeat(character, count));

        LogText.Clean(text).Should().Be(text);
    }

    [Theory]
    [InlineData("x", 8_193, 8_189)]
    [InlineData("é", 4_097, 4_094)]
    [InlineData("漢", 2_731, 2_729)]
    [InlineData("🎬", 2_049, 2_047)]
    public void Clean_TooLong_IsCutBetweenCharactersAndSaysSo(string character, int count, int left)
        => LogText.Clean(string.Concat(Enumerable.Repeat(character, count)))
            .Should().Be(string.Concat(Enumerable.Repeat(character, left)) + "…");

    [Fact]
    public void Clean_AnyText_IsOneShortLineOfValidUnicode()
        => Gen.Select(Gen.String, Gen.Int[1, 9_000]).Sample((part, times) =>
        {
            var clean = LogText.Clean(string.Concat(Enumerable.Repeat(part + "\ud83c\n\u202e", Math.Min(times, 200_000 / (part.Length + 3)))));

            Encoding.UTF8.GetByteCount(clean).Should().BeLessThanOrEqualTo(LogText.MaxBytes);
            clean.Any(c => char.IsControl(c) || c is >= '\u202A' and <= '\u202E').Should().BeFalse();
            clean.EnumerateRunes().Sum(r => r.Utf16SequenceLength).Should().Be(clean.Length);
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(clean).Should().NotBeNull();
        });
}
