using BotKit.Json;

namespace BotKit.Core.Tests.Json;

public sealed class JsonPathTests
{
    [Fact]
    public void ToString_NothingPushed_IsTheRoot() => new JsonPath().ToString().Should().Be("$");

    [Fact]
    public void ToString_MembersAndItems_AreJoined()
    {
        var path = new JsonPath();
        path.Push("items");
        path.Push(2);
        path.Push("price");

        path.ToString().Should().Be("$.items[2].price");
    }

    [Fact]
    public void Pop_LastSegment_IsGone()
    {
        var path = new JsonPath();
        path.Push("items");
        path.Push(2);
        path.Pop();

        path.ToString().Should().Be("$.items");
    }

    [Fact]
    public void ToString_SensitiveMember_EndsThere()
    {
        var path = new JsonPath();
        path.Push("login");
        path.IsSensitive.Should().BeFalse();
        path.Push("secrets", isSensitive: true);
        path.Push("key");

        path.IsSensitive.Should().BeTrue();
        path.ToString().Should().Be("$.login.secrets");
    }

    [Theory]
    [InlineData("zip_code", "$.zip_code")]
    [InlineData("$type", "$.$type")]
    [InlineData("a1", "$.a1")]
    [InlineData("", "$['']")]
    [InlineData("1a", "$['1a']")]
    [InlineData("a.b", "$['a.b']")]
    [InlineData("a-b", "$['a-b']")]
    [InlineData("straße", "$['straße']")]
    [InlineData("it's", "$['it\\'s']")]
    [InlineData("a\\b", "$['a\\\\b']")]
    [InlineData("a\nb", "$['a\\u000ab']")]
    [InlineData("\u202Egnp", "$['\\u202egnp']")]
    [InlineData("\u2028", "$['\\u2028']")]
    [InlineData("\u2029", "$['\\u2029']")]
    [InlineData("\uE000", "$['\\ue000']")]
    [InlineData("\uFFFF", "$['\\uffff']")]
    [InlineData("\uD83D\uDE00", "$['\uD83D\uDE00']")]
    public void ToString_UnusualName_IsQuoted(string name, string expected)
    {
        var path = new JsonPath();
        path.Push(name);

        path.ToString().Should().Be(expected);
    }

    [Fact]
    public void ToString_LoneSurrogate_IsReplaced()
    {
        var path = new JsonPath();
        path.Push("\uD83D");

        path.ToString().Should().Be("$['\uFFFD']");
    }

    [Fact]
    public void ToString_LongName_IsCut()
    {
        var path = new JsonPath();
        path.Push(new string('a', 64));
        path.ToString().Should().Be("$." + new string('a', 64));

        path.Pop();
        path.Push(new string('a', 65));
        path.ToString().Should().Be("$['" + new string('a', 64) + "…']");
    }
}
