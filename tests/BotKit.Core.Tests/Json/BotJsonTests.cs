using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Json;

namespace BotKit.Core.Tests.Json;

public sealed class BotJsonTests
{
    [Fact]
    public void Find_WithoutResolverAndReflection_KnowsNothingOnly()
    {
        var json = new BotJson([], allowReflection: false);

        json.Find(typeof(Order)).Should().BeNull();
        json.FindMasked(typeof(Order)).Should().BeNull();
        json.Find(typeof(Nothing)).Should().NotBeNull();
    }

    [Fact]
    public void Find_TypeOfAContext_IsKnownWithoutReflection()
    {
        var json = new BotJson([OrderContext.Default], allowReflection: false);

        json.Find(typeof(Order)).Should().NotBeNull();
        json.Find(typeof(Guarded)).Should().BeNull();
    }

    [Fact]
    public void Find_TypeOutsideTheContexts_FallsBackToReflection()
        => new BotJson([OrderContext.Default]).Find(typeof(Guarded)).Should().NotBeNull();

    [Fact]
    public void Find_SeveralContexts_AsksThemInOrder()
    {
        var json = new BotJson([OrderContext.Default, SecretContext.Default], allowReflection: false);

        json.Find(typeof(Kinds)).Should().NotBeNull();
        json.Find(typeof(Order)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(typeof(Clash))]
    [InlineData(typeof(Mismatched))]
    [InlineData(typeof(Span<int>))]
    public void Find_TypeWithoutValidContract_IsNull(Type type)
    {
        new BotJson([]).Find(type).Should().BeNull();
        new BotJson([]).FindMasked(type).Should().BeNull();
    }

    [Fact]
    public void Options_Names_AreCamelCaseAndEnumsAreTexts()
    {
        var json = new BotJson([]);

        JsonSerializer.Serialize(new Order("Ada", []) { Priority = Priority.VeryHigh }, json.Contract<Order>())
            .Should().StartWith("""{"customer":"Ada","items":[],"note":null,"address":null,"priority":"veryHigh",""").And.NotContain("hidden");
    }

    [Fact]
    public void Options_EnumWithItsOwnConverter_KeepsIt()
        => JsonSerializer.Serialize(Loud.VeryLoud, new BotJson([]).Contract<Loud>()).Should().Be("\"VeryLoud\"");

    [Theory]
    [InlineData("low")]
    [InlineData("\\u006cow")]
    public void Options_NameOfAnEnum_IsTaken(string name)
        => JsonSerializer.Deserialize($"\"{name}\"", new BotJson([]).Contract<Priority>()).Should().Be(Priority.Low);

    [Theory]
    [InlineData("\"Low\"")]
    [InlineData("\"LOW\"")]
    [InlineData("\" low\"")]
    [InlineData("\"low, veryHigh\"")]
    [InlineData("\"low,low\"")]
    [InlineData("\"1\"")]
    [InlineData("1")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[\"low\"]")]
    public void Options_WhatIsNoNameOfAnEnum_IsRefused(string text)
    {
        var read = () => JsonSerializer.Deserialize(text, new BotJson([]).Contract<Priority>());

        read.Should().Throw<JsonException>();
    }

    [Fact]
    public void Options_NamesOfFlags_MayBeSeveral()
        => JsonSerializer.Deserialize("\"read, write\"", new BotJson([]).Contract<Rights>()).Should().Be(Rights.Read | Rights.Write);

    [Fact]
    public void Options_EnumAsAKey_IsReadByItsExactName()
    {
        var contract = new BotJson([]).Contract<Dictionary<Priority, int>>();
        var read = () => JsonSerializer.Deserialize("""{"VeryHigh":1}""", contract);

        JsonSerializer.Deserialize("""{"veryHigh":1}""", contract).Should().ContainKey(Priority.VeryHigh);
        JsonSerializer.Serialize(new() { [Priority.VeryHigh] = 1 }, contract).Should().Be("""{"veryHigh":1}""");
        read.Should().Throw<JsonException>();
    }

    [Fact]
    public void Options_EnumWithANameOfItsOwn_IsReadAndWrittenByIt()
    {
        var contract = new BotJson([]).Contract<Named>();

        JsonSerializer.Deserialize("\"the-one\"", contract).Should().Be(Named.One);
        JsonSerializer.Serialize(Named.One, contract).Should().Be("\"the-one\"");
    }

    [Fact]
    public void Options_DeepestInput_CanBeComparedAndShownWithinAResult()
    {
        var json = new BotJson([]);
        var text = string.Concat(Enumerable.Repeat("""{"number":1,"next":""", 31)) + """{"number":1,"next":null}""" + new string('}', 31);
        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), json.Contract<Link>(), out var deepest, out _, out _).Should().BeTrue();

        InputFingerprint.Compute(deepest!, json.Contract<Link>()).Should().HaveCount(32);
        JsonSerializer.Serialize(new Link(1, deepest), json.Masked).Should().HaveLength(text.Length + """{"number":1,"next":}""".Length);
    }

    [Fact]
    public void Options_Both_AreReadOnlyAndStrict()
    {
        var json = new BotJson([]);

        json.Options.IsReadOnly.Should().BeTrue();
        json.Masked.IsReadOnly.Should().BeTrue();
        json.Options.AllowDuplicateProperties.Should().BeFalse();
        json.Options.UnmappedMemberHandling.Should().Be(JsonUnmappedMemberHandling.Disallow);
        json.Options.RespectNullableAnnotations.Should().BeTrue();
        json.Options.RespectRequiredConstructorParameters.Should().BeTrue();
        json.Options.NumberHandling.Should().Be(JsonNumberHandling.Strict);
        json.Options.AllowOutOfOrderMetadataProperties.Should().BeTrue();
        json.Options.PropertyNameCaseInsensitive.Should().BeFalse();
    }

    [Fact]
    public void Options_IgnoredConstructorParameter_StaysInTheContract()
        => new BotJson([]).Contract<Hiding>().Properties.Select(property => property.Name).Should().Equal("secret", "name");

    public sealed class Clash
    {
        [JsonPropertyName("x")]
        public int One { get; init; }

        [JsonPropertyName("x")]
        public int Two { get; init; }
    }

    public sealed class Mismatched
    {
        [JsonExtensionData]
        public int NoDictionary { get; set; }
    }

    public sealed record Link(int Number, Link? Next);

    public sealed record Hiding([property: JsonIgnore] string? Secret, string Name);

    [JsonConverter(typeof(JsonStringEnumConverter<Loud>))]
    public enum Loud
    {
        Quiet,
        VeryLoud,
    }

    [Flags]
    public enum Rights
    {
        None = 0,
        Read = 1,
        Write = 2,
    }

    public enum Named
    {
        [JsonStringEnumMemberName("the-one")]
        One,
    }
}
