using System.Text;
using BotKit.Json;

namespace BotKit.Core.Tests.Json;

public sealed class ReflectionStrictJsonTests() : StrictJsonTests(new BotJson([]));

public sealed class SourceGeneratedStrictJsonTests() : StrictJsonTests(new BotJson([OrderContext.Default], allowReflection: false));

public abstract class StrictJsonTests
{
    private readonly BotJson _json;

    private protected StrictJsonTests(BotJson json) => _json = json;

    private const string Whole = """{"customer":"Ada","items":[{"sku":"a","quantity":2}]}""";

    [Theory]
    [InlineData(Whole)]
    [InlineData("""{"items":[],"customer":""}""")]
    [InlineData("""{"customer":"\ud83d\ude00","items":[]}""")]
    [InlineData("""{"customer":"Ada","items":[],"note":null,"address":{"street":"x","zip":"1"},"priority":"veryHigh","weight":1.5e3,"floor":null}""")]
    [InlineData("""{"customer":"Ada","items":[],"due":"2026-01-01T00:00:00Z","counts":{"a":1},"extra":{"b":[1]},"tree":[1],"summary":"told again"}""")]
    [InlineData("  {\"customer\":\"Ada\",\"items\":[]}\r\n\t ")]
    public void TryRead_TextThatFits_Binds(string text)
    {
        var read = Read<Order>(text, out var order, out var rejection);

        rejection.Should().BeNull();
        read.Should().BeTrue();
        order.Should().NotBeNull();
    }

    [Theory]
    [InlineData("", "malformed_json")]
    [InlineData(" ", "malformed_json")]
    [InlineData("{", "malformed_json")]
    [InlineData("nul", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",\"items\":[]}x", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",\"items\":[]}{}", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",\"items\":[],}", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",/* hello */\"items\":[]}", "malformed_json")]
    [InlineData("{'customer':'Ada','items':[]}", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",\"items\":[],\"weight\":NaN}", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",\"items\":[],\"weight\":Infinity}", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",\"items\":[],\"weight\":01}", "malformed_json")]
    [InlineData("{\"customer\":\"Ada\",\"items\":[],\"weight\":+1}", "malformed_json")]
    [InlineData("\uFEFF{\"customer\":\"Ada\",\"items\":[]}", "malformed_json")]
    [InlineData("{\"customer\":\"A\u0001da\",\"items\":[]}", "malformed_json")]
    [InlineData("""{"customer":"\ud83d","items":[]}""", "malformed_json")]
    [InlineData("""{"customer":"\ud83dx","items":[]}""", "malformed_json")]
    [InlineData("""{"customer":"\ud83d\n","items":[]}""", "malformed_json")]
    [InlineData("""{"customer":"\ude00\ud83d","items":[]}""", "malformed_json")]
    [InlineData("""{"customer":"\ud83d\ud83d","items":[]}""", "malformed_json")]
    [InlineData("""{"customer":"Ada","items":[],"extra":{"a":"\ud83d"}}""", "malformed_json")]
    [InlineData("""{"customer":"Ada","items":[],"\ud83d":1}""", "malformed_json")]
    public void TryRead_TextThatIsNoJson_IsMalformed(string text, string code)
    {
        Read<Order>(text, out var order, out var rejection).Should().BeFalse();

        order.Should().BeNull();
        rejection!.IsMalformed.Should().BeTrue();
        rejection.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new BotFieldError("$", "The text is not well-formed JSON.", code));
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xFF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xC0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22 })]
    public void TryRead_InvalidUtf8_IsMalformed(byte[] text)
    {
        Read<string>(text, out _, out var rejection).Should().BeFalse();

        rejection!.IsMalformed.Should().BeTrue();
        rejection.Problems.Should().ContainSingle().Which.Code.Should().Be("malformed_json");
    }

    [Theory]
    [InlineData("""{"customer":"a","customer":"b","items":[]}""", "$.customer")]
    [InlineData("""{"customer":"a","items":[],"\u0063ustomer":"b"}""", "$.customer")]
    [InlineData("""{"customer":"a","items":[{"sku":"a","quantity":1,"sku":"a"}]}""", "$.items[0].sku")]
    [InlineData("""{"customer":"a","items":[],"counts":{"x":1,"y":1,"x":1}}""", "$.counts.x")]
    [InlineData("""{"customer":"a","items":[],"extra":[1,{"x":1,"x":1}]}""", "$.extra[1].x")]
    [InlineData("""{"customer":"a","items":[],"tree":{"x":1,"x":1}}""", "$.tree.x")]
    [InlineData("""{"customer":"a","items":[],"unknown":{"x":1,"x":1}}""", "$.unknown.x")]
    [InlineData("""{"customer":"a","items":[],"summary":"1","summary":"2"}""", "$.summary")]
    [InlineData("""{"customer":"a","items":[],"hidden":"1","hidden":"2"}""", "$.hidden")]
    public void TryRead_RepeatedMember_IsMalformed(string text, string path)
    {
        Read<Order>(text, out _, out var rejection).Should().BeFalse();

        rejection!.IsMalformed.Should().BeTrue();
        rejection.Problems.Should().Equal(new BotFieldError(path, "This member is given more than once.", "duplicate_member"));
    }

    [Fact]
    public void TryRead_RepeatedDiscriminator_IsMalformed()
    {
        Read<FileWork>("""{"operation":"copy","path":"a","target":"b","operation":"copy"}""", out _, out var rejection).Should().BeFalse();

        rejection!.IsMalformed.Should().BeTrue();
        rejection.Problems.Should().ContainSingle().Which.Path.Should().Be("$.operation");
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(34, false)]
    [InlineData(100_000, false)]
    public void TryRead_Depth_IsAtMost32(int depth, bool isRead)
    {
        var text = new string('[', depth) + new string(']', depth);

        Read<System.Text.Json.JsonElement>(text, out _, out var rejection).Should().Be(isRead);

        if (!isRead)
        {
            rejection!.IsMalformed.Should().BeTrue();
            rejection.Problems.Should().Equal(new BotFieldError("$", "The JSON is nested deeper than 32 levels.", "too_deep"));
        }
    }

    [Theory]
    [InlineData("null", "$", "required")]
    [InlineData("1", "$", "wrong_type")]
    [InlineData("\"x\"", "$", "wrong_type")]
    [InlineData("[]", "$", "wrong_type")]
    [InlineData("""{"items":[]}""", "$.customer", "required")]
    [InlineData("""{"customer":null,"items":[]}""", "$.customer", "not_null")]
    [InlineData("""{"customer":1,"items":[]}""", "$.customer", "wrong_type")]
    [InlineData("""{"customer":"a","items":{}}""", "$.items", "wrong_type")]
    [InlineData("""{"customer":"a","items":[{"sku":"a"}]}""", "$.items[0].quantity", "required")]
    [InlineData("""{"customer":"a","items":[{"sku":"a","quantity":"2"}]}""", "$.items[0].quantity", "wrong_type")]
    [InlineData("""{"customer":"a","items":[{"sku":"a","quantity":1.5}]}""", "$.items[0].quantity", "wrong_type")]
    [InlineData("""{"customer":"a","items":[{"sku":"a","quantity":3000000000}]}""", "$.items[0].quantity", "out_of_range")]
    [InlineData("""{"customer":"a","items":[{"sku":"a","quantity":null}]}""", "$.items[0].quantity", "not_null")]
    [InlineData("""{"customer":"a","items":[],"weight":1e400}""", "$.weight", "out_of_range")]
    [InlineData("""{"customer":"a","items":[],"volume":-1e39}""", "$.volume", "out_of_range")]
    [InlineData("""{"customer":"a","items":[],"volume":999999999999999999999999999999999999999}""", "$.volume", "out_of_range")]
    [InlineData("""{"customer":"a","items":[],"weight":"1"}""", "$.weight", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"weight":"NaN"}""", "$.weight", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"floor":true}""", "$.floor", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"gift":"true"}""", "$.gift", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"gift":0}""", "$.gift", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"priority":1}""", "$.priority", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"priority":"1"}""", "$.priority", "unknown_value")]
    [InlineData("""{"customer":"a","items":[],"priority":"huge"}""", "$.priority", "unknown_value")]
    [InlineData("""{"customer":"a","items":[],"due":"tomorrow"}""", "$.due", "invalid_format")]
    [InlineData("""{"customer":"a","items":[],"reference":"12"}""", "$.reference", "invalid_format")]
    [InlineData("""{"customer":"a","items":[],"due":5}""", "$.due", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"counts":{"a":1,"b":"x"}}""", "$.counts.b", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"counts":[]}""", "$.counts", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"address":"x"}""", "$.address", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"address":{"street":"x","zip":false}}""", "$.address.zip", "wrong_type")]
    [InlineData("""{"customer":"a","items":[],"address":{"street":"x","zipCode":"1","zip":""}}""", "$.address.zipCode", "unknown_member")]
    [InlineData("""{"customer":"a","items":[],"Note":"x"}""", "$.Note", "unknown_member")]
    [InlineData("""{"customer":"a","items":[],"hidden":"x"}""", "$.hidden", "unknown_member")]
    [InlineData("""{"customer":"a","items":[],"$type":"System.Object"}""", "$.$type", "unknown_member")]
    [InlineData("""{"customer":"a","items":[],"$id":"1"}""", "$.$id", "unknown_member")]
    [InlineData("""{"customer":"a","items":[],"a b":1}""", "$['a b']", "unknown_member")]
    [InlineData("""{"customer":"a","items":[],"":1}""", "$['']", "unknown_member")]
    public void TryRead_TextThatDoesNotFit_NamesTheMember(string text, string path, string code)
    {
        Read<Order>(text, out var order, out var rejection).Should().BeFalse();

        order.Should().BeNull();
        rejection!.IsMalformed.Should().BeFalse();
        rejection.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = path, Code = code });
    }

    [Fact]
    public void TryRead_SeveralProblems_TellsAllInOrder()
    {
        Read<Order>("""{"x":1,"items":[{"sku":5,"quantity":"1"},{"y":1}],"weight":false}""", out _, out var rejection);

        rejection!.Problems.Select(problem => $"{problem.Path} {problem.Code}").Should().Equal(
            "$.x unknown_member",
            "$.items[0].sku wrong_type",
            "$.items[0].quantity wrong_type",
            "$.items[1].y unknown_member",
            "$.items[1].sku required",
            "$.items[1].quantity required",
            "$.weight wrong_type",
            "$.customer required");
    }

    [Theory]
    [InlineData("""{"path":"a","target":"b","operation":"copy"}""")]
    [InlineData("""{"path":"a","operation":"copy","target":"b"}""")]
    [InlineData("""{"operation":"copy","path":"a","target":"b"}""")]
    public void TryRead_Discriminator_IsTakenAtAnyPlace(string text)
    {
        Read<FileWork>(text, out var work, out _).Should().BeTrue();

        work.Should().Be(new Copy("a", "b"));
    }

    [Theory]
    [InlineData("""{"path":"a"}""", "$.operation", "required")]
    [InlineData("""{"operation":"burn","path":"a"}""", "$.operation", "unknown_discriminator")]
    [InlineData("""{"operation":"Copy","path":"a","target":"b"}""", "$.operation", "unknown_discriminator")]
    [InlineData("""{"operation":7,"path":"a"}""", "$.operation", "unknown_discriminator")]
    [InlineData("""{"operation":null,"path":"a"}""", "$.operation", "unknown_discriminator")]
    [InlineData("""{"operation":{},"path":"a"}""", "$.operation", "unknown_discriminator")]
    [InlineData("""{"operation":"copy","path":"a"}""", "$.target", "required")]
    [InlineData("""{"operation":"delete","path":"a","target":"b"}""", "$.target", "unknown_member")]
    [InlineData("""{"operation":"delete","path":"a","$type":"b"}""", "$.$type", "unknown_member")]
    [InlineData("""[]""", "$", "wrong_type")]
    public void TryRead_Polymorphic_NamesTheMember(string text, string path, string code)
    {
        Read<FileWork>(text, out _, out var rejection).Should().BeFalse();

        rejection!.IsMalformed.Should().BeFalse();
        rejection.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = path, Code = code });
    }

    [Fact]
    public void TryRead_UnknownDiscriminator_ListsTheKnownOnes()
    {
        Read<Batch>("""{"steps":[{"operation":"burn"}]}""", out _, out var rejection);

        rejection!.Problems.Should().Equal(
            new BotFieldError("$.steps[0].operation", "Must be one of: copy, delete.", "unknown_discriminator"));
    }

    [Theory]
    [InlineData("\"x\"", "wrong_type")]
    [InlineData("3000000000", "out_of_range")]
    [InlineData("null", "required")]
    [InlineData("[]", "wrong_type")]
    public void TryRead_NumberAsInput_IsCheckedToo(string text, string code)
    {
        Read<int>(text, out _, out var rejection).Should().BeFalse();

        rejection!.Problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = "$", Code = code });
    }

    private bool Read<T>(string text, out T? value, out InputRejection? rejection)
        => Read(Encoding.UTF8.GetBytes(text), out value, out rejection);

    private bool Read<T>(byte[] text, out T? value, out InputRejection? rejection)
    {
        var isRead = StrictJson.TryRead(text, _json.Contract<T>(), out value, out var problems, out var isMalformed);
        rejection = problems.Count == 0 ? null : new InputRejection(isMalformed, problems);
        return isRead;
    }
}
