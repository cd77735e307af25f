using System.Text.Json.Nodes;
using BotKit.Handlers.Workflows;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Amazon States Language, "Paths" and "Reference Paths"; operators of JSONPath as AWS Step Functions takes them.</summary>
public sealed class PathTests
{
    private const string Data = """
        {"foo":123,"bar":["a","b","c","d"],"car":{"cdr":true},"n":null,"a b":1,"it's":2,"delivery-partner":"UQS",
         "store":{"book":[{"t":"x","price":8,"tags":["new"]},{"t":"y","price":12.5},{"t":"z","price":22,"isbn":"1-2"}],"bike":{"price":19}}}
        """;

    [Theory]
    [InlineData("$.foo", "123")]
    [InlineData("$.bar", """["a","b","c","d"]""")]
    [InlineData("$.car.cdr", "true")]
    [InlineData("$.n", "null")]
    [InlineData("$['foo']", "123")]
    [InlineData("$[\"foo\"]", "123")]
    [InlineData("$['a b']", "1")]
    [InlineData("$['it\\'s']", "2")]
    [InlineData("$.delivery-partner", "\"UQS\"")]
    [InlineData("$.bar[0]", "\"a\"")]
    [InlineData("$.bar[-1]", "\"d\"")]
    [InlineData("$.bar[1:3]", """["b","c"]""")]
    [InlineData("$.bar[:2]", """["a","b"]""")]
    [InlineData("$.bar[-2:]", """["c","d"]""")]
    [InlineData("$.bar[::2]", """["a","c"]""")]
    [InlineData("$.bar[0,2]", """["a","c"]""")]
    [InlineData("$.bar[*]", """["a","b","c","d"]""")]
    [InlineData("$['foo','n']", "[123,null]")]
    [InlineData("$.store.*.price", "[19]")]
    [InlineData("$.store.book[*].t", """["x","y","z"]""")]
    [InlineData("$..price", "[8,12.5,22,19]")]
    [InlineData("$..book[0].t", """["x"]""")]
    [InlineData("$.store.book[?(@.price < 10)].t", """["x"]""")]
    [InlineData("$.store.book[?(@.price >= 12.5 && @.price <= 20)].t", """["y"]""")]
    [InlineData("$.store.book[?(@.price == 8 || @.t == 'z')].t", """["x","z"]""")]
    [InlineData("$.store.book[?(!(@.isbn))].t", """["x","y"]""")]
    [InlineData("$.store.book[?(@.isbn)].t", """["z"]""")]
    [InlineData("$.store.book[?(@.t != 'x')].t", """["y","z"]""")]
    [InlineData("$.store.book[?(@.t in ['x','z'])].t", """["x","z"]""")]
    [InlineData("$.store.book[?(@.t nin ['x'])].t", """["y","z"]""")]
    [InlineData("$.store.book[?(@.t =~ /[xy]/)].t", """["x","y"]""")]
    [InlineData("$.store.book[?(@.t =~ /X/i)].t", """["x"]""")]
    [InlineData("$.store.book[?(@.price > $.store.bike.price)].t", """["z"]""")]
    [InlineData("$.store.book[?(@.price > 99)]", "[]")]
    [InlineData("$..nothing", "[]")]
    public void Read_Path_GivesWhatItLeadsTo(string path, string expected)
    {
        PathReader.Read(path).TryRead(JsonNode.Parse(Data), out var value).Should().BeTrue();
        JsonNodes.Write(value).Should().Be(expected);
    }

    [Theory]
    [InlineData("$.nothing")]
    [InlineData("$.foo.bar")]
    [InlineData("$.bar[4]")]
    [InlineData("$.bar.a")]
    [InlineData("$.foo[0]")]
    public void Read_PathThatLeadsNowhere_GivesNothing(string path) => PathReader.Read(path).TryRead(JsonNode.Parse(Data), out _).Should().BeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("foo")]
    [InlineData("$.")]
    [InlineData("$..")]
    [InlineData("$.a.")]
    [InlineData("$.a b")]
    [InlineData("$[")]
    [InlineData("$[0")]
    [InlineData("$['a]")]
    [InlineData("$[a]")]
    [InlineData("$[99999999999]")]
    [InlineData("$[0:4:0]")]
    [InlineData("$.a.length()")]
    [InlineData("$.a.sum()")]
    [InlineData("$[?(@.a = 1)]")]
    [InlineData("$[?(@.a == )]")]
    [InlineData("$[?(1)]")]
    [InlineData("$[?(process.exit())]")]
    [InlineData("$[?(@.a =~ /(?=x)/)]")]
    [InlineData("$[?(@.a == 1]")]
    [InlineData("$[(@.length-1)]")]
    public void Read_WhatIsNoPath_IsRefused(string path)
    {
        var read = () => PathReader.Read(path);
        read.Should().Throw<PathException>();
    }

    [Theory]
    [InlineData("$.a.b", true)]
    [InlineData("$.a[0]['b c']", true)]
    [InlineData("$", true)]
    [InlineData("$.a[-1]", false)]
    [InlineData("$.a[*]", false)]
    [InlineData("$.a[0,1]", false)]
    [InlineData("$..a", false)]
    [InlineData("$.a[?(@.b)]", false)]
    public void IsReference_OnlyPathsToOneNode(string path, bool expected) => PathReader.Read(path).IsReference.Should().Be(expected);

    [Theory]
    [InlineData("$", "Input")]
    [InlineData("$.a", "Input")]
    [InlineData("$$", "Context")]
    [InlineData("$$.Map.Item.Index", "Context")]
    [InlineData("$total", "Variable")]
    [InlineData("$total.a[0]", "Variable")]
    public void Root_SaysWhereAPathBegins(string path, string expected) => PathReader.Read(path).Root.ToString().Should().Be(expected);

    [Fact]
    public void Read_RegularExpressionOnHostileText_DoesNotBacktrack()
    {
        var path = PathReader.Read("$[?(@ =~ /(a+)+b/)]");
        var start = TimeProvider.System.GetTimestamp();
        path.TryRead(new JsonArray(new string('a', 50_000)), out var value).Should().BeTrue();
        JsonNodes.Write(value).Should().Be("[]");
        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Read_PathThatLooksAtTooMuch_EndsInAnError()
    {
        var wide = new JsonArray([.. Enumerable.Range(0, 2_000).Select(static it => JsonValue.Create(it))]);
        var read = () => PathReader.Read("$[?(@ in $)]..*..*").TryRead(new JsonArray([.. Enumerable.Range(0, 200).Select(_ => wide.DeepClone())]), out _);
        read.Should().Throw<StateFailureException>().Which.Error.Should().Be("States.Runtime");
    }

    [Fact]
    public void Read_FilterThatNestsDeep_IsRefused()
    {
        static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

        var lists = "$[?(@.a in " + Times("[", 16) + Times("]", 16) + ")]";
        var filters = "$" + Times("[?(@", 17) + Times(")]", 17);
        var nots = "$[?(" + Times("!", 16) + "@.a)]";
        var longPath = "States.Array($" + Times(".abc", 300) + ")";
        var deepLists = "States.Array($[?(@.a in " + Times("[", 9_900);
        var deepFilters = "States.Array($" + Times("[?(@", 2_400);
        foreach (var text in (string[])[lists, filters, nots, longPath, deepLists, deepFilters])
        {
            var read = () => ExpressionReader.Read(text);
            read.Should().Throw<PathException>();
        }

        foreach (var text in (string[])["$[?(@.a in " + Times("[", 15) + Times("]", 15) + ")]", "$" + Times("[?(@", 16) + Times(")]", 16), "$" + Times("[?(@.a)]", 30)])
        {
            PathReader.Read(text).IsReference.Should().BeFalse();
        }
    }
}
