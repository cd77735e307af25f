using System.Text.Json.Nodes;
using BotKit.Handlers.Workflows;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Amazon States Language, "Intrinsic Functions" and appendix B; limits of AWS Step Functions.</summary>
public sealed class IntrinsicTests
{
    private const string Data = """
        {"name":"Foo","id":7,"pi":3.14,"yes":true,"none":null,"list":[1,2,3,4,5],"twice":[1,1,"a","a",{"b":1},{"b":1.0},null,null],"left":{"a":{"x":1},"b":2},"right":{"a":{"y":3},"c":4},
         "text":"{\"number\":20}","index":2}
        """;

    private static readonly object[][] Cases =
    [
        ["States.Format('Hello, {}!', $.name)", "\"Hello, Foo!\""],
        ["States.Format('{} {} {} {}', $.id, $.pi, $.yes, $.none)", "\"7 3.14 true null\""],
        ["States.Format('{}{}', $.list, $.left)", "\"[1,2,3,4,5]{\\\"a\\\":{\\\"x\\\":1},\\\"b\\\":2}\""],
        ["States.Format('no place')", "\"no place\""],
        ["States.Format('it\\'s \\{\\} {}', 1)", "\"it's {} 1\""],
        ["States.Format('\\\\{}\\\\', 'a\\{b\\}\\\\c\\'\\d')", "\"\\\\a{b}\\\\c'\\\\d\\\\\""],
        ["States.Array('\\{\\}', '\\\\', 'C:\\dir')", """["{}","\\","C:\\dir"]"""],
        ["States.StringToJson($.text)", """{"number":20}"""],
        ["States.StringToJson('[1, 2]')", "[1,2]"],
        ["States.JsonToString($.left)", "\"{\\\"a\\\":{\\\"x\\\":1},\\\"b\\\":2}\""],
        ["States.Array('Foo', 2020, $.list, null, true)", """["Foo",2020,[1,2,3,4,5],null,true]"""],
        ["States.Array()", "[]"],
        ["States.ArrayPartition($.list, 2)", "[[1,2],[3,4],[5]]"],
        ["States.ArrayPartition($.list, 9)", "[[1,2,3,4,5]]"],
        ["States.ArrayContains($.list, 5)", "true"],
        ["States.ArrayContains($.list, '5')", "false"],
        ["States.ArrayContains($.twice, $.none)", "true"],
        ["States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]"],
        ["States.ArrayRange(5, 1, -2)", "[5,3,1]"],
        ["States.ArrayRange(1, 0, 2)", "[]"],
        ["States.ArrayGetItem($.list, $.index)", "3"],
        ["States.ArrayLength($.list)", "5"],
        ["States.ArrayUnique($.twice)", """[1,"a",{"b":1},null]"""],
        ["States.Base64Encode('Data to encode')", "\"RGF0YSB0byBlbmNvZGU=\""],
        ["States.Base64Decode('RGVjb2RlZCBkYXRh')", "\"Decoded data\""],
        ["States.Hash('input data', 'SHA-1')", "\"aaff4a450a104cd177d28d18d74485e8cae074b7\""],
        ["States.Hash('abc', 'MD5')", "\"900150983cd24fb0d6963f7d28e17f72\""],
        ["States.Hash('abc', 'SHA-256')", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""],
        ["States.ArrayLength(States.Array(States.Hash('abc', 'SHA-384'), States.Hash('abc', 'SHA-512')))", "2"],
        ["States.JsonMerge($.left, $.right, false)", """{"a":{"y":3},"b":2,"c":4}"""],
        ["States.MathAdd(111, -1)", "110"],
        ["States.MathAdd(2147483647, 1)", "2147483648"],
        ["States.MathAdd(1.4, 1.5)", "3"],
        ["States.MathRandom(3, 4)", "3"],
        ["States.StringSplit('1,2,3,4,5', ',')", """["1","2","3","4","5"]"""],
        ["States.StringSplit('This.is+a,test=string', '.+,=')", """["This","is","a","test","string"]"""],
        ["States.Format('{}', States.ArrayGetItem(States.StringSplit('a/b/c', '/'), 1))", "\"b\""],
        ["States.ArrayLength(States.StringSplit(States.UUID(), '-'))", "5"],
    ];

    public static TheoryData<string, string> Calls => [.. Cases.Select(static it => ((string)it[0], (string)it[1]))];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Evaluate_Call_GivesItsValue(string call, string expected) => JsonNodes.Write(Evaluate(call)).Should().Be(expected);

    [Fact]
    public void Cases_CoverEveryFunction()
        => IntrinsicTable.Names.Where(static name => !Cases.Any(it => ((string)it[0]).Contains(name + "(", StringComparison.Ordinal))).Should().BeEmpty();

    [Theory]
    [InlineData("States.Format('{} {}', 1)")]
    [InlineData("States.Format('{}', 1, 2)")]
    [InlineData("States.Format('{x}', 1)")]
    [InlineData("States.Format($.id)")]
    [InlineData("States.StringToJson('{')")]
    [InlineData("States.StringToJson($.id)")]
    [InlineData("States.StringToJson('\"\\ud800\"')")]
    [InlineData("States.StringToJson('{\"a\":1,\"a\":2}')")]
    [InlineData("States.ArrayPartition($.list, 0)")]
    [InlineData("States.ArrayPartition($.name, 1)")]
    [InlineData("States.ArrayRange(1, 9, 0)")]
    [InlineData("States.ArrayRange(1, 5000, 1)")]
    [InlineData("States.ArrayGetItem($.list, 9)")]
    [InlineData("States.ArrayGetItem($.list, -1)")]
    [InlineData("States.ArrayLength($.name)")]
    [InlineData("States.Base64Decode('%%%')")]
    [InlineData("States.Hash('a', 'CRC')")]
    [InlineData("States.JsonMerge($.left, $.right, true)")]
    [InlineData("States.JsonMerge($.left, $.list, false)")]
    [InlineData("States.MathAdd(99999999999, 1)")]
    [InlineData("States.MathAdd('1', 1)")]
    [InlineData("States.MathRandom(5, 5)")]
    [InlineData("States.StringSplit('a', '')")]
    public void Evaluate_CallThatCannotBe_FailsAsIntrinsicFailure(string call)
    {
        var evaluate = () => Evaluate(call);
        evaluate.Should().Throw<StateFailureException>().Which.Error.Should().Be("States.IntrinsicFailure");
    }

    [Theory]
    [InlineData("States.Nothing()")]
    [InlineData("States.Format()")]
    [InlineData("States.UUID(1)")]
    [InlineData("States.MathAdd(1)")]
    [InlineData("States.ArrayLength($.list")]
    [InlineData("States.ArrayLength($.list) x")]
    [InlineData("States.Format(\"double\")")]
    [InlineData("States.Format('open)")]
    [InlineData("States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(1)))))))))))")]
    public void Read_WhatIsNoCall_IsRefused(string call)
    {
        var read = () => ExpressionReader.Read(call);
        read.Should().Throw<PathException>();
    }

    [Fact]
    public void Evaluate_RandomValues_AreTheSameForARepetitionAndOthersElsewhere()
    {
        JsonNodes.Write(Evaluate("States.Array(States.UUID(), States.UUID(), States.MathRandom(0, 1000000))", "one"))
            .Should().Be(JsonNodes.Write(Evaluate("States.Array(States.UUID(), States.UUID(), States.MathRandom(0, 1000000))", "one")));
        JsonNodes.Write(Evaluate("States.UUID()", "one")).Should().NotBe(JsonNodes.Write(Evaluate("States.UUID()", "two")));
        Guid.Parse((string)Evaluate("States.UUID()")!).Version.Should().Be(4);
        Enumerable.Range(0, 200).Select(it => (long)Evaluate($"States.MathRandom(1, 4)", $"{it}")!).Distinct().Order().Should().Equal(1, 2, 3);
        JsonNodes.Write(Evaluate("States.MathRandom(1, 1000000, 5)", "one")).Should().Be(JsonNodes.Write(Evaluate("States.MathRandom(1, 1000000, 5)", "two")));
    }

    private static JsonNode? Evaluate(string call, string seed = "seed")
        => ExpressionReader.Read(call).Evaluate(new DataScope(JsonNode.Parse(Data), null, new VariableScope(null), new IntrinsicSource(seed)), "field");
}
