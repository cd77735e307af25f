using System.Text.Json.Nodes;
using BotKit.Handlers.Workflows;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Amazon States Language, "Choice State": each operator, its Path twin, and what it does with values of another type.</summary>
public sealed class ChoiceTests
{
    private static readonly (string Rule, string Input, bool Expected)[] Rules =
    [
        .. Order("String", "\"b\"", "\"a\"", "\"c\""),
        .. Order("Numeric", "2", "1.5", "3"),
        .. Order("Timestamp", "\"2026-03-14T01:59:00Z\"", "\"2026-03-14T02:00:00+01:00\"", "\"2026-03-14T01:59:00.5Z\""),
        ("\"BooleanEquals\":true", "true", true), ("\"BooleanEquals\":true", "false", false), ("\"BooleanEquals\":true", "\"true\"", false),
        ("\"BooleanEqualsPath\":\"$.other\"", "true", true), ("\"BooleanEqualsPath\":\"$.other\"", "false", false),
        ("\"StringMatches\":\"log-*.txt\"", "\"log-1.txt\"", true), ("\"StringMatches\":\"log-*.txt\"", "\"log-1.txtx\"", false),
        ("\"StringMatches\":\"*\"", "\"\"", true), ("\"StringMatches\":\"a\\\\*b\"", "\"a*b\"", true), ("\"StringMatches\":\"a\\\\*b\"", "\"axb\"", false),
        ("\"StringMatches\":\"a*b*c\"", "\"aXbYbZc\"", true), ("\"StringMatches\":\"5\"", "5", false),
        ("\"IsNull\":true", "null", true), ("\"IsNull\":true", "0", false), ("\"IsNull\":false", "0", true),
        ("\"IsPresent\":true", "null", true), ("\"IsPresent\":false", "1", false),
        ("\"IsNumeric\":true", "1", true), ("\"IsNumeric\":true", "\"1\"", false), ("\"IsNumeric\":false", "\"1\"", true),
        ("\"IsString\":true", "\"\"", true), ("\"IsString\":true", "1", false),
        ("\"IsBoolean\":true", "false", true), ("\"IsBoolean\":true", "\"false\"", false),
        ("\"IsTimestamp\":true", "\"2026-03-14T01:59:00Z\"", true), ("\"IsTimestamp\":true", "\"2026-03-14\"", false), ("\"IsTimestamp\":true", "5", false),
        ("\"NumericEquals\":1", "1.0", true), ("\"NumericEquals\":1", "\"1\"", false), ("\"StringEquals\":\"1\"", "1", false),
        ("\"NumericEquals\":9007199254740993", "9007199254740992", false),
        ("\"NumericEqualsPath\":\"$.text\"", "1", false),
    ];

    public static TheoryData<string, string, bool> Cases => [.. Rules.Select(static it => (it.Rule, it.Input, it.Expected))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsMet_Operator_ComparesAsTheLanguageSays(string rule, string value, bool expected)
        => IsMet($$"""{"Variable":"$.value",{{rule}},"Next":"Yes"}""", $$"""{"value":{{value}},"other":true,"text":"1","same":{{value}}}""").Should().Be(expected);

    [Fact]
    public void Cases_CoverEveryOperator()
        => ChoiceOperators.Names.Where(static name => !Rules.Any(it => it.Rule.Contains($"\"{name}\"", StringComparison.Ordinal))).Should().BeEmpty();

    [Theory]
    [InlineData("""{"And":[{"Variable":"$.a","NumericEquals":1},{"Variable":"$.b","NumericEquals":2}],"Next":"Yes"}""", true)]
    [InlineData("""{"And":[{"Variable":"$.a","NumericEquals":1},{"Variable":"$.b","NumericEquals":3}],"Next":"Yes"}""", false)]
    [InlineData("""{"Or":[{"Variable":"$.a","NumericEquals":9},{"Variable":"$.b","NumericEquals":2}],"Next":"Yes"}""", true)]
    [InlineData("""{"Or":[{"Variable":"$.a","NumericEquals":9},{"Variable":"$.b","NumericEquals":9}],"Next":"Yes"}""", false)]
    [InlineData("""{"Not":{"Variable":"$.a","NumericEquals":9},"Next":"Yes"}""", true)]
    [InlineData("""{"Not":{"Not":{"Not":{"Variable":"$.a","NumericEquals":1}}},"Next":"Yes"}""", false)]
    [InlineData("""{"And":[{"Or":[{"Variable":"$.a","IsPresent":true}]},{"Not":{"Variable":"$.nothing","IsPresent":true}}],"Next":"Yes"}""", true)]
    [InlineData("""{"Variable":"$.nothing","IsPresent":false,"Next":"Yes"}""", true)]
    [InlineData("""{"And":[{"Variable":"$.nothing","IsPresent":true},{"Variable":"$.nothing","NumericEquals":1}],"Next":"Yes"}""", false)]
    public void IsMet_Combination_IsTakenApart(string rule, bool expected) => IsMet(rule, """{"a":1,"b":2}""").Should().Be(expected);

    [Theory]
    [InlineData("""{"Variable":"$.nothing","NumericEquals":1,"Next":"Yes"}""")]
    [InlineData("""{"Variable":"$.nothing","IsNull":true,"Next":"Yes"}""")]
    [InlineData("""{"Variable":"$.a","NumericEqualsPath":"$.nothing","Next":"Yes"}""")]
    public void IsMet_ValueThatIsNotThere_FailsAsRuntime(string rule)
    {
        var isMet = () => IsMet(rule, """{"a":1}""");
        isMet.Should().Throw<StateFailureException>().Which.Error.Should().Be("States.Runtime");
    }

    [Theory]
    [InlineData("2016-03-14T01:59:00Z", true)]
    [InlineData("2016-03-14T01:59Z", true)]
    [InlineData("2016-08-18T17:33:00.123456789Z", true)]
    [InlineData("2016-08-18T17:33:00+02:00", true)]
    [InlineData("2016-08-18T17:33:00-11:30", true)]
    [InlineData("2016-08-18 17:33:00Z", false)]
    [InlineData("2016-08-18t17:33:00Z", false)]
    [InlineData("2016-08-18T17:33:00z", false)]
    [InlineData("2016-08-18T17:33:00", false)]
    [InlineData("18-08-2016T17:33:00Z", false)]
    [InlineData("2016-02-30T17:33:00Z", false)]
    [InlineData("2016-08-18T25:33:00Z", false)]
    [InlineData("", false)]
    public void Timestamp_IsRfc3339WithUpperCase(string text, bool expected) => Timestamp.TryRead(text, out _).Should().Be(expected);

    [Fact]
    public void StringMatches_HostilePattern_TakesNoTime()
    {
        var start = TimeProvider.System.GetTimestamp();
        TextPattern.Matches(new string('a', 20_000), string.Concat(Enumerable.Repeat("*a", 500)) + "b").Should().BeFalse();
        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    private static IEnumerable<(string, string, bool)> Order(string prefix, string middle, string low, string high)
    {
        foreach (var (name, forLow, forSame, forHigh) in new[]
        {
            ("Equals", false, true, false), ("LessThan", true, false, false), ("GreaterThan", false, false, true), ("LessThanEquals", true, true, false), ("GreaterThanEquals", false, true, true),
        })
        {
            var rule = $"\"{prefix}{name}\":{middle}";
            yield return (rule, low, forLow);
            yield return (rule, middle, forSame);
            yield return (rule, high, forHigh);
            yield return (rule, "[]", false);
            yield return ($"\"{prefix}{name}Path\":\"$.same\"", middle, forSame);
        }
    }

    private static bool IsMet(string rule, string input)
    {
        var problems = new List<WorkflowProblem>();
        var state = ChoiceReader.Read("Choose", new FieldReader(JsonNode.Parse($$"""{"Choices":[{{rule}}]}""")!.AsObject(), "$", problems));
        problems.Should().BeEmpty();
        return state.Choices[0].Condition.IsMet(new DataScope(JsonNode.Parse(input), null, new VariableScope(null), new IntrinsicSource("x")));
    }
}
