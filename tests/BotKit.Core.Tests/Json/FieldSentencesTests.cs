using BotKit.Json;

namespace BotKit.Core.Tests.Json;

public class FieldSentencesTests
{
    [Theory]
    [InlineData("malformed_json", "The text is not well-formed JSON.")]
    [InlineData("too_deep", "The JSON is nested deeper than 32 levels.")]
    [InlineData("duplicate_member", "This member is given more than once.")]
    [InlineData("unknown_member", "This member is not known.")]
    [InlineData("required", "This member is required.")]
    [InlineData("not_null", "Must not be null.")]
    [InlineData("out_of_range", "The number is out of range.")]
    [InlineData("invalid_format", "The text does not have the required form.")]
    [InlineData("invalid", "The value cannot be used.")]
    public void Of_CodeThatNeedsNoMoreWords_IsItsSentence(string code, string sentence) => FieldSentences.Of(code).Should().Be(sentence);
}
