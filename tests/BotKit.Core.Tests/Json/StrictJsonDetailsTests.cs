using System.Text;
using System.Text.Json.Serialization;
using BotKit.Json;

namespace BotKit.Core.Tests.Json;

/// <summary>The fine print of what is refused, and where.</summary>
public class StrictJsonDetailsTests
{
    private static readonly BotJson Json = new([]);

    [Fact]
    public void TryRead_SeveralItemsWithoutKind_NamesEachByItsOwnPath()
        => Refused<Batch>("""{"steps":[{"operation":"burn"},{"path":"a"}]}""").Should().Equal(
            new BotFieldError("$.steps[0].operation", "Must be one of: copy, delete.", "unknown_discriminator"),
            new BotFieldError("$.steps[1].operation", "This member is required. Must be one of: copy, delete.", "required"));

    [Fact]
    public void TryRead_MoreProblemsThanAreTold_TellsAHundred()
        => Refused<List<int>>("[" + string.Join(',', Enumerable.Repeat("true", 150)) + "]")
            .Select(problem => problem.Path).Should().Equal(Enumerable.Range(0, 100).Select(index => $"$[{index}]"));

    [Theory]
    [InlineData("""["\\ud83d"]""", """\ud83d""")]
    [InlineData("""["\\\\ud83d"]""", """\\ud83d""")]
    [InlineData("""["\n\\ude00"]""", "\n\\ude00")]
    public void TryRead_EscapedBackslashBeforeWhatLooksLikeASurrogate_IsText(string text, string expected)
    {
        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<List<string>>(), out var value, out _, out _).Should().BeTrue();

        value.Should().Equal(expected);
    }

    [Fact]
    public void TryRead_EscapedBackslashBeforeALoneSurrogate_IsMalformed()
        => Refused<List<string>>("""["\\\ud83d"]""").Should().ContainSingle().Which.Code.Should().Be("malformed_json");

    [Fact]
    public void TryRead_FirstMemberIsIgnored_RefusesIt()
        => Refused<Hiding>("""{"hidden":"x","name":"a"}""").Should().Equal(new BotFieldError("$.hidden", FieldSentenceOfUnknown, "unknown_member"));

    private static string FieldSentenceOfUnknown => Refused<Hiding>("""{"other":1}""").Single().Message;

    private static IReadOnlyList<BotFieldError> Refused<T>(string text)
    {
        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<T>(), out _, out var problems, out _).Should().BeFalse();
        return problems;
    }

    private sealed class Hiding
    {
        [JsonIgnore]
        public string? Hidden { get; init; }

        public string? Name { get; init; }
    }
}
