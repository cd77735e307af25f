using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Json;

namespace BotKit.Core.Tests.Json;

/// <summary>Types with code of their own, and contracts that are not the usual ones.</summary>
public sealed class StrictJsonOddTypesTests
{
    private static readonly BotJson Json = new([]);

    [Fact]
    public void TryRead_ConstructorThatRefuses_IsInvalid()
        => Refused<Guarded>("""{"count":-1}""").Should().Equal(new BotFieldError("$", "The value cannot be used.", "invalid"));

    [Fact]
    public void TryRead_ConstructorThatAccepts_Binds() => Accepted<Guarded>("""{"count":1}""").Count.Should().Be(1);

    [Theory]
    [InlineData("""{"parts":[{"code":"ok"},{"code":"odd"}]}""", "$.parts[1].code", "invalid")]
    [InlineData("""{"parts":[{"code":7}]}""", "$.parts[0].code", "invalid")]
    [InlineData("""{"parts":[{"code":"ok","hidden":"odd"}]}""", "$.parts[0].hidden", "invalid")]
    [InlineData("""{"parts":[{"code":"ok","level":"odd"}]}""", "$.parts[0].level", "invalid")]
    [InlineData("""{"parts":[{"code":"ok","level":null}]}""", "$.parts[0].level", "not_null")]
    public void TryRead_ConverterThatRefuses_NamesTheMember(string text, string path, string code)
        => Refused<Kit>(text).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = path, Code = code });

    [Fact]
    public void TryRead_ConverterInsideASensitiveMember_EndsThePathThere()
        => Refused<Vault>("""{"content":{"code":"odd"}}""").Should().ContainSingle().Which.Path.Should().Be("$.content");

    [Fact]
    public void TryRead_ProblemInsideASensitiveMember_EndsThePathThere()
        => Refused<Vault>("""{"content":{"code":"ok","my-secret":1}}""").Should().Equal(
            new BotFieldError("$.content", "This member is not known.", "unknown_member"));

    [Theory]
    [InlineData("""{"count":"5","other":1}""", "$.other wrong_type")]
    [InlineData("""{"count":"x","other":"y"}""", "$.count invalid")]
    public void TryRead_NumbersInStrings_AreTakenWhereTheTypeSaysSo(string text, string problems)
        => Refused<Loose>(text).Select(problem => $"{problem.Path} {problem.Code}").Should().Equal(problems);

    [Theory]
    [InlineData("[null]", "$[0]", "not_null")]
    [InlineData("[[]]", "$[0]", "wrong_type")]
    [InlineData("""[{"x":"a"}]""", "$[0].x", "wrong_type")]
    public void TryRead_Structs_AreChecked(string text, string path, string code)
        => Refused<List<Point>>(text).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = path, Code = code });

    [Theory]
    [InlineData("""[{"x":"a"}]""", "$[0].x")]
    [InlineData("""[null,5]""", "$[1]")]
    public void TryRead_OptionalStructs_AreChecked(string text, string path)
        => Refused<List<Point?>>(text).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = path, Code = "wrong_type" });

    [Theory]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("[{}]")]
    [InlineData("[true]")]
    public void TryRead_NoNumber_IsAWrongType(string text)
        => Refused<List<int>>(text).Should().Equal(new BotFieldError("$[0]", "Must be an integer.", "wrong_type"));

    [Fact]
    public void TryRead_WrongTypes_AreToldByName()
    {
        Refused<List<double>>("[\"x\"]").Single().Message.Should().Be("Must be a number.");
        Refused<List<string>>("[1]").Single().Message.Should().Be("Must be a string.");
        Refused<List<bool>>("[1]").Single().Message.Should().Be("Must be true or false.");
        Refused<List<Priority>>("[1]").Single().Message.Should().Be("Must be a string.");
        Refused<List<Priority>>("[\"x\"]").Single().Message.Should().Be("Must be one of: low, veryHigh.");
        Refused<List<Priority?>>("[\"x\"]").Single().Message.Should().Be("Must be one of: low, veryHigh.");
        Refused<List<int>>("[99999999999]").Single().Message.Should().Be("The number is out of range.");
        Refused<List<decimal>>("[1e99]").Single().Message.Should().Be("The number is out of range.");
        Refused<List<Half>>("[70000]").Single().Message.Should().Be("The number is out of range.");
        Refused<List<Guid>>("[\"x\"]").Single().Message.Should().Be("The text does not have the required form.");
        Refused<List<List<int>>>("[1]").Single().Message.Should().Be("Must be an array.");
        Refused<List<Point>>("[1]").Single().Message.Should().Be("Must be an object.");
        Refused<List<Dictionary<string, int>>>("[1]").Single().Message.Should().Be("Must be an object.");
    }

    [Fact]
    public void TryRead_KeysThatDoNotFit_AreInvalid()
        => Refused<Dictionary<int, int>>("""{"x":1}""").Should().ContainSingle().Which.Code.Should().Be("invalid");

    [Fact]
    public void TryRead_TypeThatSkipsUnknownMembers_MayStillDoSo()
    {
        Accepted<Lenient>("""{"x":1,"name":"a"}""").Name.Should().Be("a");
        Refused<Lenient>("""{"x":1,"name":2}""").Should().ContainSingle().Which.Path.Should().Be("$.name");
    }

    [Fact]
    public void TryRead_ExtensionData_TakesUnknownMembers()
    {
        Accepted<Open>("""{"x":1,"name":"a"}""").Rest.Should().ContainKey("x");
        Refused<Open>("""{"x":1,"name":2}""").Should().ContainSingle().Which.Path.Should().Be("$.name");
    }

    [Theory]
    [InlineData("""{"kind":1,"length":2}""", true)]
    [InlineData("""{"length":2,"kind":1}""", true)]
    [InlineData("""{"name":"x"}""", true)]
    [InlineData("""{"kind":1,"length":"x"}""", false)]
    public void TryRead_NumberedTypes_AreTold(string text, bool isRead)
        => StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<Thing>(), out _, out _, out _).Should().Be(isRead);

    [Theory]
    [InlineData("""{"kind":2}""", "$.kind", "unknown_discriminator", "Must be one of: 1.")]
    [InlineData("""{"kind":"1"}""", "$.kind", "unknown_discriminator", "Must be one of: 1.")]
    [InlineData("""{"kind":1.5}""", "$.kind", "unknown_discriminator", "Must be one of: 1.")]
    [InlineData("""{"name":5}""", "$.name", "wrong_type", "Must be a string.")]
    [InlineData("""{"kind":1,"length":"x"}""", "$.length", "wrong_type", "Must be a number.")]
    [InlineData("""{"length":1}""", "$.length", "unknown_member", "This member is not known.")]
    public void TryRead_NumberedTypesThatDoNotFit_AreExplained(string text, string path, string code, string sentence)
        => Refused<Thing>(text).Should().Equal(new BotFieldError(path, sentence, code));

    [Fact]
    public void TryRead_UnknownDiscriminatorOfAForgivingType_IsTheBase()
    {
        Accepted<Forgiving>("""{"kind":"new","name":"a"}""").Name.Should().Be("a");
        Refused<Forgiving>("""{"kind":"new","name":1}""").Should().ContainSingle().Which.Path.Should().Be("$.name");
    }

    [Fact]
    public void TryRead_SeventyChoices_ListsFifty()
    {
        var text = Refused<List<Many>>("[\"x\"]").Single().Message;

        text.Split(',').Should().HaveCount(50);
        text.Should().EndWith("v49.");
    }

    [Fact]
    public void TryRead_Nothing_IsAnEmptyObject()
    {
        Accepted<Nothing>("{}").Should().BeSameAs(Nothing.Value);
        Refused<Nothing>("""{"x":1}""").Should().Equal(new BotFieldError("$.x", "This member is not known.", "unknown_member"));
        JsonSerializer.Serialize(Nothing.Value, Json.Contract<Nothing>()).Should().Be("{}");
    }

    [Fact]
    public void TryRead_SetterThatThrows_IsInvalid()
        => Refused<Touchy>("""{"name":"x"}""").Should().Equal(new BotFieldError("$", "The value cannot be used.", "invalid"));

    private static T Accepted<T>(string text)
    {
        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<T>(), out var value, out var problems, out _).Should().BeTrue();
        problems.Should().BeEmpty();
        return value!;
    }

    private static IReadOnlyList<BotFieldError> Refused<T>(string text)
    {
        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<T>(), out _, out var problems, out var isMalformed).Should().BeFalse();
        isMalformed.Should().BeFalse();
        return problems;
    }

    public sealed record Kit(IReadOnlyList<Coded> Parts);

    public sealed record Coded(Code Code)
    {
        [JsonConverter(typeof(PickyConverter))]
        public string? Hidden { get; init; }

        [JsonConverter(typeof(PickyConverter))]
        public string Level { get; init; } = "";
    }

    public sealed record Vault([property: Sensitive] Coded Content);

    [JsonConverter(typeof(CodeConverter))]
    public sealed record Code(string Text);

    public readonly record struct Point(int X);

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public sealed record Loose(int Count)
    {
        [JsonNumberHandling(JsonNumberHandling.Strict)]
        public string Other { get; init; } = "";
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    public sealed record Lenient(string Name);

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Rod), 1)]
    [JsonDerivedType(typeof(Unnamed))]
    public record Thing
    {
        public string? Name { get; init; }
    }

    public sealed record Rod : Thing
    {
        public double Length { get; init; }
    }

    public sealed record Unnamed : Thing;

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = true)]
    [JsonDerivedType(typeof(Known), "known")]
    public record Forgiving(string Name);

    public sealed record Known(string Name) : Forgiving(Name);

    public sealed class Touchy
    {
        public string? Name
        {
            get => null;
            set => throw new TimeoutException(value);
        }
    }

    public enum Many
    {
        V0, V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12, V13, V14, V15, V16, V17, V18, V19, V20, V21, V22, V23, V24, V25, V26, V27,
        V28, V29, V30, V31, V32, V33, V34, V35, V36, V37, V38, V39, V40, V41, V42, V43, V44, V45, V46, V47, V48, V49, V50, V51, V52,
    }

    private sealed class CodeConverter : JsonConverter<Code>
    {
        public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.TokenType is JsonTokenType.String && reader.GetString() is { } text && text != "odd" ? new Code(text) : throw new JsonException("Odd!");

        public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }

    private sealed class PickyConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetString() is { } text && text != "odd" ? text : throw new JsonException("Odd!");

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
