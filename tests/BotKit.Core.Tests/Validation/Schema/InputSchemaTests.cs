using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BotKit.Core.Tests.Json;
using BotKit.Json;
using BotKit.Validation;
using FluentValidation;

namespace BotKit.Core.Tests.Validation.Schema;

public sealed class InputSchemaTests
{
    private static readonly BotJson Json = new([]);

    [Fact]
    public void Create_TypeAlone_IsWhole()
        => Check<Parcel>(
            [],
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{
              "code":{"type":"string"},
              "count":{"type":"integer","default":1},
              "price":{"type":"number"},
              "note":{"type":["string","null"]},
              "floor":{"type":["integer","null"]},
              "kind":{"enum":["low","veryHigh"]},
              "perhaps":{"enum":["low","veryHigh",null]},
              "due":{"type":"string","format":"date-time"},
              "wait":{"type":"string","pattern":"^-?(\\d+\\.)?\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?$"},
              "anything":{},
              "tags":{"type":"array","items":{"type":["string","null"]}},
              "sizes":{"type":["object","null"],"additionalProperties":{"type":"integer"}},
              "to":{"type":["object","null"],"properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["street","zip"],"additionalProperties":false},
              "label":{"type":["string","null"],"readOnly":true}},
            "required":["code"],"additionalProperties":false}
            """);

    [Fact]
    public void Create_SourceGeneratedContract_IsTheSame()
    {
        var generated = new BotJson([SchemaContext.Default], allowReflection: false);

        InputSchema.Create(generated.Contract<Parcel>(), []).GetRawText().Should().Be(InputSchema.Create(Json.Contract<Parcel>(), []).GetRawText());
        InputSchema.Create(generated.Contract<FileWork>(), []).GetRawText().Should().Be(InputSchema.Create(Json.Contract<FileWork>(), []).GetRawText());
    }

    [Fact]
    public void Create_Nothing_HasNoMembers()
        => Check<Nothing>([], """{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{},"additionalProperties":false}""");

    [Fact]
    public void Create_Number_IsSayable()
        => Check<int>([], """{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"integer"}""");

    [Fact]
    public void Create_Polymorphic_IsOneOf()
        => Check<FileWork>(
            [],
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","oneOf":[
              {"type":"object","properties":{"operation":{"const":"copy"},"target":{"type":"string"},"path":{"type":"string"}},
               "required":["operation","target","path"],"additionalProperties":false},
              {"type":"object","properties":{"operation":{"const":"delete"},"recursive":{"type":"boolean"},"path":{"type":"string"}},
               "required":["operation","path"],"additionalProperties":false}]}
            """);

    [Fact]
    public void Create_PolymorphicWithConcreteBase_HasAChoiceWithoutDiscriminator()
        => Check<Shape>(
            [],
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","oneOf":[
              {"type":"object","properties":{"$type":{"const":1},"radius":{"type":"number"},"name":{"type":["string","null"]}},
               "required":["$type"],"additionalProperties":false},
              {"type":"object","properties":{"name":{"type":["string","null"]}},"additionalProperties":false}]}
            """);

    [Fact]
    public void Create_NullablePolymorphicMember_AllowsNullAsAChoice()
        => Of<Holder>()["properties"]!["shape"]!["oneOf"]![2]!.ToJsonString().Should().Be("""{"type":"null"}""");

    [Fact]
    public void Create_RecursiveType_PointsAtItsDefinition()
        => Check<Tree>(
            [],
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/1","$defs":{"1":
              {"type":"object","properties":{"name":{"type":["string","null"]},
               "children":{"type":["array","null"],"items":{"anyOf":[{"$ref":"#/$defs/1"},{"type":"null"}]}}},"additionalProperties":false}}}
            """);

    [Fact]
    public void Create_RecursiveValidator_IsWrittenOnce()
    {
        var rules = new InlineValidator<Tree>();
        rules.RuleFor(tree => tree.Name).NotEmpty();
        rules.RuleForEach(tree => tree.Children).NotNull().SetValidator(rules);
        rules.RuleFor(tree => tree).Must(_ => true).WithMessage("Not too many.");

        Check<Tree>(
            [rules],
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/1","description":"Not too many.","$defs":{"1":
              {"type":"object","properties":{"name":{"type":"string","minLength":1},
               "children":{"type":["array","null"],"items":{"$ref":"#/$defs/1","description":"Not too many."}}},"required":["name"],"additionalProperties":false}}}
            """);
    }

    [Fact]
    public void Create_RulesReachingIntoARecursiveType_AreWords()
    {
        var rules = new InlineValidator<Tree>();
        rules.RuleFor(tree => tree.Children![0].Name).NotEmpty();
        rules.RuleFor(tree => tree.Children!.Count).GreaterThan(1).WithMessage("Two at least.");
        var forest = new InlineValidator<Forest>();
        forest.RuleFor(one => one.First!.Name).NotEmpty().WithMessage("The first needs a name.");
        forest.RuleFor(one => one.First!).SetValidator(rules);

        var schema = Of(forest);

        schema["properties"]!["first"]!.ToJsonString().Should().Be(
            """{"anyOf":[{"$ref":"#/$defs/1"},{"type":"null"}],"description":"The first needs a name. A further rule applies."}""");
        schema["$defs"]!["1"]!["properties"]!["children"]!["description"]!.ToString().Should().Be("Two at least.");
    }

    [Fact]
    public void Create_RecursivePolymorphicType_IsFinite()
    {
        var rules = new InlineValidator<Expr>();
        var sum = new InlineValidator<Sum>();
        sum.RuleForEach(one => one.Parts).SetValidator(rules);
        rules.RuleFor(one => one).SetInheritanceValidator(kinds => kinds.Add(sum));

        var schema = Of(rules);

        schema["$ref"]!.ToString().Should().Be("#/$defs/1");
        schema["$defs"]!.AsObject().Should().HaveCount(1);
        schema["$defs"]!["1"]!["oneOf"]![0]!["properties"]!["parts"]!["items"]!["anyOf"]![0]!["$ref"]!.ToString().Should().Be("#/$defs/1");
    }

    [Fact]
    public void Create_ListOfItself_IsFinite()
        => Of<Nest>().ToJsonString().Should().Be(
            """{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/1","$defs":{"1":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/1"},{"type":"null"}]}}}}""");

    [Fact]
    public void Create_TypesThatMultiply_StaySmall()
    {
        var text = Of<Wide<Wide<Wide<Wide<Wide<Wide<Wide<Tiny>>>>>>>>().ToJsonString();

        text.Length.Should().BeLessThan(1_000_000);
        text.Should().Contain("""{"type":["object","null"]}""");
    }

    [Fact]
    public void Create_SensitiveMember_IsWriteOnlyAndHasNoDefault()
    {
        var rules = new InlineValidator<Secretive>();
        rules.RuleFor(one => one.Key).MinimumLength(8).NotEqual("password").Equal("password").Matches("^[a-z]+$");
        rules.RuleFor(one => one.Pin).GreaterThan(10);

        var properties = Of(rules)["properties"]!;

        properties["key"]!.ToJsonString().Should().Be(
            """{"type":"string","minLength":8,"description":"A further rule applies.","pattern":"^[a-z]\u002B$","writeOnly":true}""");
        properties["pin"]!.ToJsonString().Should().Be("""{"type":"integer","exclusiveMinimum":10,"writeOnly":true}""");
    }

    [Fact]
    public void Create_DescribedMember_KeepsItsDescription()
    {
        var rules = new InlineValidator<Described>();
        rules.RuleFor(one => one.Name).Must(_ => true).WithMessage("'{PropertyName}' must be free.");

        Of(rules)["properties"]!["name"]!["description"]!.ToString().Should().Be("What it is called. 'name' must be free.");
        Of<Described>()["properties"]!["name"]!["description"]!.ToString().Should().Be("What it is called.");
    }

    [Fact]
    public void Create_MemberWithItsOwnConverter_IsWhatThatWrites()
    {
        var properties = Of<Converted>()["properties"]!;

        properties["named"]!.ToJsonString().Should().Be("""{"enum":["Low","VeryHigh"]}""");
        properties["either"]!.ToJsonString().Should().Be("""{"type":["string","integer"],"pattern":"^-?(?:0|[1-9]\\d*)$"}""");
        properties["odd"]!.ToJsonString().Should().Be("{}");
    }

    [Fact]
    public void Create_ExtensionData_AllowsMoreMembers()
        => Of<Open>().ContainsKey("additionalProperties").Should().BeFalse();

    [Fact]
    public void Create_AnySchema_NamesNoTypeOfNet()
    {
        foreach (var type in new[] { typeof(Parcel), typeof(Tree), typeof(FileWork), typeof(Login), typeof(Order), typeof(Expr) })
        {
            var text = InputSchema.Create(Json.Find(type)!, []).GetRawText();
            text.Should().NotContain("System").And.NotContain("BotKit").And.NotContain(type.Name).And.NotContain("$comment");
        }
    }

    internal static JsonObject Of<T>(params IValidator[] rules)
        => JsonNode.Parse(InputSchema.Create(Json.Contract<T>(), rules).GetRawText())!.AsObject();

    internal static JsonObject Of<T>(InlineValidator<T> rules) => Of<T>([rules]);

    private static void Check<T>(IValidator[] rules, string expected)
        => InputSchema.Create(Json.Contract<T>(), rules).GetRawText().Should().Be(JsonNode.Parse(expected)!.ToJsonString());
}

public sealed record Parcel(string Code, int Count = 1)
{
    public double Price { get; init; }

    public string? Note { get; init; }

    public int? Floor { get; init; }

    public Priority Kind { get; init; }

    public Priority? Perhaps { get; init; }

    public DateTimeOffset Due { get; init; }

    public TimeSpan Wait { get; init; }

    public JsonElement Anything { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Dictionary<string, int>? Sizes { get; init; }

    public Address? To { get; init; }

    public string Label => Code;
}

[JsonDerivedType(typeof(Circle), 1)]
public class Shape
{
    public string? Name { get; init; }
}

public sealed class Circle : Shape
{
    public double Radius { get; init; }
}

public sealed record Holder(Shape? Shape);

public sealed record Forest
{
    public Tree? First { get; init; }
}

[JsonDerivedType(typeof(Sum), "sum")]
[JsonDerivedType(typeof(Literal), "literal")]
public abstract record Expr;

public sealed record Sum(IReadOnlyList<Expr> Parts) : Expr;

public sealed record Literal(double Value) : Expr;

public sealed class Nest : List<Nest>;

public sealed record Wide<T>(T? A, T? B, T? C, T? D, T? E, T? F);

public sealed record Tiny(int Number);

public sealed record Secretive([property: Sensitive] string Key = "default", [property: Sensitive] int Pin = 12);

public sealed record Described([property: Description("What it is called.")] string Name);

public sealed record Converted
{
    [JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
    public Priority Named { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int Either { get; init; }

    [JsonConverter(typeof(OddConverter))]
    public Address? Odd { get; init; }

    [JsonConverter(typeof(OddTextConverter))]
    public string Text { get; init; } = "x";
}

public sealed class OddTextConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
}

public sealed class OddConverter : JsonConverter<Address>
{
    public override Address Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, Address value, JsonSerializerOptions options) => throw new NotSupportedException();
}

[JsonSerializable(typeof(Parcel))]
[JsonSerializable(typeof(FileWork))]
internal sealed partial class SchemaContext : JsonSerializerContext;
