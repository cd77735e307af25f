using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BotKit.Core.Tests.Json;
using BotKit.Json;
using BotKit.Validation;
using CsCheck;
using FluentValidation;

namespace BotKit.Core.Tests.Validation.Schema;

/// <summary>What binding and rules accept, the schema accepts; where all rules have keywords, what they refuse it refuses.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly BotJson Json = new([]);

    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "5", "7", "-3", "2.5", "\"\"", "\"a\"", "\"abc\"", "\"abcdefgh\"", "\"low\"", "\"veryHigh\"", "\"x\"",
        "[]", "[\"a\"]", "[\"\"]", "[null]", "[1]", "{}", "{\"k\":1}", "{\"k\":0}", "{\"k\":\"v\"}",
        "{\"street\":\"s\",\"zip\":\"12345\"}", "{\"street\":\"s\",\"zip\":\"1\"}", "{\"street\":\"s\"}", "{\"street\":\"s\",\"zip\":null}",
    ];

    private static readonly string[] Members =
        ["name", "unit", "code", "count", "floor", "weight", "kind", "tags", "sizes", "to", "unknown"];

    [Fact]
    public void Create_RulesWithKeywords_MeanTheSame() => Compare(Sayable(), isExact: true);

    [Fact]
    public void Create_AnyRules_AreNeverStricterThanTheRules()
    {
        var rules = Sayable();
        rules.RuleFor(one => one.Name).NotEmpty().When(one => one.Count > 3);
        rules.RuleFor(one => one.Unit).Must(unit => unit != "abc");
        rules.RuleFor(one => one.Weight).LessThan(one => one.Count);
        rules.RuleFor(one => one.Count).GreaterThan(1).DependentRules(() => rules.RuleFor(one => one.Floor).NotNull());
        rules.RuleFor(one => one.Code).Length(one => one.Count, one => one.Count + 3);
        rules.RuleForEach(one => one.Tags).Where(tag => tag != "a").NotEmpty();

        Compare(rules, isExact: false);
    }

    [Fact]
    public void Create_NoRules_MeansTheTypeAlone() => Compare(new InlineValidator<Crate>(), isExact: true);

    [Fact]
    public void Create_PolymorphicInput_MeansTheSame()
    {
        string[] members = ["operation", "path", "target", "recursive", "unknown"];
        string[] values = ["null", "1", "true", "\"copy\"", "\"delete\"", "\"Copy\"", "\"abc\""];
        var copy = new InlineValidator<Copy>();
        copy.RuleFor(one => one.Target).MaximumLength(3);
        var rules = new InlineValidator<FileWork>();
        rules.RuleFor(one => one).SetInheritanceValidator(kinds => kinds.Add(copy));

        Compare(rules, members, values, isExact: true);
    }

    private static InlineValidator<Crate> Sayable()
    {
        var rules = new InlineValidator<Crate>();
        rules.RuleFor(one => one.Name).Length(2, 5).Matches("^a");
        rules.RuleFor(one => one.Unit).NotEmpty().NotEqual("x");
        rules.RuleFor(one => one.Code).NotNull().MaximumLength(3);
        rules.RuleFor(one => one.Count).GreaterThanOrEqualTo(0).LessThan(7);
        rules.RuleFor(one => one.Floor).NotNull().InclusiveBetween(-3, 5);
        rules.RuleFor(one => one.Weight).ExclusiveBetween(-3, 5);
        rules.RuleFor(one => one.Kind).IsInEnum().NotEqual(Priority.Low);
        rules.RuleFor(one => one.Tags).NotEmpty();
        rules.RuleForEach(one => one.Tags).NotEmpty();
        rules.RuleForEach(one => one.Sizes).ChildRules(size => size.RuleFor(one => one.Value).GreaterThan(0));
        rules.RuleFor(one => one.To!).ChildRules(to => to.RuleFor(one => one.ZipCode).Length(5));
        return rules;
    }

    private static void Compare(InlineValidator<Crate> rules, bool isExact) => Compare(rules, Members, Values, isExact);

    private static void Compare<T>(InlineValidator<T> rules, string[] members, string[] values, bool isExact)
    {
        var adapter = new FluentValidationAdapter<T>(rules, Json.Contract<T>());
        var schema = new SchemaEvaluation(InputSchemaTests.Of(rules));
        var accepted = 0;
        Gen.Int[0, 99].Array[members.Length].Sample(
            picks =>
            {
                var text = "{" + string.Join(',', members.Select((name, index) => Member(name, values, picks[index])).OfType<string>()) + "}";
                var isRead = StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<T>(), out var input, out _, out _);
                var isValid = isRead && adapter.ValidateAsync(input!, default).AsTask().GetAwaiter().GetResult().Count == 0;
                var isAccepted = schema.Accepts(JsonNode.Parse(text));
                Interlocked.Add(ref accepted, isAccepted ? 1 : 0);
                Assert.True(isExact ? isValid == isAccepted : !isValid || isAccepted, text);
            },
            iter: 3_000);
        accepted.Should().BePositive();
    }

    // Mostly values that fit, so that whole inputs are valid now and then; and now and then no member at all.
    private static string? Member(string name, string[] values, int pick) => pick switch
    {
        < 6 => null,
        < 80 when Fitting(name) is { } value => $"\"{name}\":{value}",
        _ when name == "unknown" && pick < 95 => null,
        _ => $"\"{name}\":{values[pick % values.Length]}",
    };

    private static string? Fitting(string name) => name switch
    {
        "name" => "\"abc\"",
        "unit" or "code" or "path" or "target" => "\"a\"",
        "count" or "floor" or "weight" => "1",
        "kind" => "\"veryHigh\"",
        "tags" => "[\"a\"]",
        "sizes" => "{\"k\":1}",
        "to" => "{\"street\":\"s\",\"zip\":\"12345\"}",
        "operation" => "\"copy\"",
        _ => null,
    };

    public sealed record Crate
    {
        public string? Name { get; init; }

        public string Unit { get; init; } = "kg";

        public string? Code { get; init; }

        public int Count { get; init; }

        public int? Floor { get; init; }

        public double Weight { get; init; }

        public Priority Kind { get; init; } = Priority.VeryHigh;

        public List<string>? Tags { get; init; }

        public Dictionary<string, int>? Sizes { get; init; }

        public Address? To { get; init; }

        [JsonIgnore]
        public string Label => Unit;
    }
}
