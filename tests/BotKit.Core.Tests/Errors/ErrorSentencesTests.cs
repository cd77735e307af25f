using System.Reflection;
using BotKit.Errors;

namespace BotKit.Core.Tests.Errors;

public class ErrorSentencesTests
{
    public static TheoryData<string> Codes
        => [.. typeof(BotErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory, MemberData(nameof(Codes))]
    public void For_CodeOfBotKit_IsASentenceOfItsOwn(string code)
    {
        var sentence = ErrorSentences.For(code);

        sentence.Should().MatchRegex("^[A-Z].+\\.$").And.NotBe(ErrorSentences.For("a_code_of_a_bot"));
        Codes.Select(row => ErrorSentences.For(row.Data)).Should().ContainSingle(other => other == sentence);
    }

    [Fact]
    public void For_CodeOfABot_IsAGeneralSentence()
        => ErrorSentences.For("crm_unavailable").Should().Be("The run failed.");
}
