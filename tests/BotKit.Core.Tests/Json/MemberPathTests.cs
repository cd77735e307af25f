using System.Text.Json.Serialization;
using BotKit.Json;

namespace BotKit.Core.Tests.Json;

public sealed class ReflectionMemberPathTests() : MemberPathTests(new BotJson([]));

public sealed class SourceGeneratedMemberPathTests() : MemberPathTests(new BotJson([OrderContext.Default], allowReflection: false));

public abstract class MemberPathTests
{
    private readonly BotJson _json;

    private protected MemberPathTests(BotJson json) => _json = json;

    [Theory]
    [InlineData(null, "$")]
    [InlineData("", "$")]
    [InlineData("Customer", "$.customer")]
    [InlineData("Items[2].Quantity", "$.items[2].quantity")]
    [InlineData("Address.ZipCode", "$.address.zip")]
    [InlineData("Items[2]", "$.items[2]")]
    [InlineData("Items.Count", "$.items.count")]
    [InlineData("Items[x].Sku", "$.items.x.sku")]
    [InlineData("Items[x", "$.items.x")]
    [InlineData("Delivery.ZipCode", "$.delivery.zipCode")]
    [InlineData("customer", "$.customer")]
    [InlineData("zip", "$.zip")]
    [InlineData("The Customer", "$['the Customer']")]
    [InlineData("Counts[0].Value", "$.counts[0].value")]
    [InlineData(".Customer", "$.customer")]
    [InlineData("Items[2]Quantity", "$.items[2].quantity")]
    public void FromProperties_WithoutInstance_FollowsTheContract(string? properties, string path)
        => MemberPath.FromProperties(properties, _json.Contract<Order>()).Should().Be((path, false));

    [Fact]
    public void FromProperties_WithoutContract_IsCamelCase()
        => MemberPath.FromProperties("Items[2].ZipCode", null).Should().Be(("$.items[2].zipCode", false));

    [Theory]
    [InlineData("Counts[1]", "$.counts.two")]
    [InlineData("Counts[1].Value", "$.counts.two")]
    [InlineData("Counts[1].Key", "$.counts.two")]
    [InlineData("Counts[2]", "$.counts[2]")]
    [InlineData("Items[0].Price", "$.items[0].price")]
    [InlineData("Items[9].Price", "$.items[9].price")]
    [InlineData("Address.ZipCode", "$.address.zip")]
    public void FromProperties_WithInstance_NamesEntries(string properties, string path)
    {
        var order = new Order("Ada", [new("a", 1)]) { Counts = new() { ["one"] = 1, ["two"] = 2 } };

        MemberPath.FromProperties(properties, _json.Contract<Order>(), order).Path.Should().Be(path);
    }

    [Theory]
    [InlineData("Password", "$.password", true)]
    [InlineData("Home.ZipCode", "$.home", true)]
    [InlineData("Secrets[0].Value", "$.secrets", true)]
    [InlineData("Cards[3].Number", "$.cards[3].number", true)]
    [InlineData("Cards[3].Holder", "$.cards[3].holder", false)]
    [InlineData("Credential.Secret", "$.credential.secret", true)]
    [InlineData("Credential.Name", "$.credential.name", false)]
    public void FromProperties_SensitiveMember_IsTold(string properties, string path, bool isSensitive)
        => MemberPath.FromProperties(properties, _json.Contract<Login>()).Should().Be((path, isSensitive));

    [Theory]
    [InlineData("Target", "$.target")]
    [InlineData("Recursive", "$.recursive")]
    [InlineData("Path", "$.path")]
    [InlineData("Nowhere", "$.nowhere")]
    public void FromProperties_MemberOfADerivedType_IsFound(string properties, string path)
    {
        MemberPath.FromProperties(properties, _json.Contract<FileWork>()).Path.Should().Be(path);
        MemberPath.FromProperties("Steps[0]." + properties, _json.Contract<Batch>()).Path.Should().Be("$.steps[0]" + path[1..]);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData(".customer", "$.customer")]
    [InlineData(".items[2].quantity", "$.items[2].quantity")]
    [InlineData(".address.zip", "$.address.zip")]
    [InlineData(".Customer", "$")]
    [InlineData(".nowhere.customer", "$")]
    [InlineData(".counts.two", "$.counts.two")]
    [InlineData("['customer']", "$")]
    [InlineData(".items['customer']", "$.items")]
    public void FromJson_Path_GoesAsFarAsTheContract(string text, string path)
        => MemberPath.FromJson(text, _json.Contract<Order>()).Should().Be(path);

    [Fact]
    public void FromJson_SensitiveMember_EndsThere()
        => MemberPath.FromJson(".secrets.key", _json.Contract<Login>()).Should().Be("$.secrets");
}

public sealed class MemberPathOfInstancesTests
{
    private static readonly BotJson Json = new([]);

    [Fact]
    public void FromProperties_MemberWithTwoNames_TakesTheInstancesOwn()
    {
        var holder = new Holder([new One("x"), new Two("y")]);

        MemberPath.FromProperties("Parts[0].Value", Json.Contract<Holder>(), holder).Path.Should().Be("$.parts[0].one");
        MemberPath.FromProperties("Parts[1].Value", Json.Contract<Holder>(), holder).Path.Should().Be("$.parts[1].two");
        MemberPath.FromProperties("Parts[2].Value", Json.Contract<Holder>(), holder).Path.Should().Be("$.parts[2].one");
        MemberPath.FromProperties("Parts[0].Value", Json.Contract<Holder>()).Path.Should().Be("$.parts[0].one");
    }

    [Fact]
    public void FromProperties_ItemOfASet_IsFoundByCounting()
    {
        var holder = new Holder([]) { More = new HashSet<Part> { new One("x"), new Two("y") } };

        MemberPath.FromProperties("More[1].Value", Json.Contract<Holder>(), holder).Path.Should().Be("$.more[1].two");
    }

    [Fact]
    public void FromProperties_ItemBeyondTheEnd_IsStillNamed()
    {
        var holder = new Holder([]) { More = new HashSet<Part>() };

        MemberPath.FromProperties("More[7].Value", Json.Contract<Holder>(), holder).Path.Should().Be("$.more[7].one");
    }

    [Fact]
    public void FromProperties_KeyWithoutAnEntry_IsAMember()
        => MemberPath.FromProperties("Key", Json.Contract<Holder>(), new Holder([])).Path.Should().Be("$.key");

    [Fact]
    public void FromProperties_MemberAfterAnEntry_IsFound()
    {
        var map = new Dictionary<string, Part> { ["a b"] = new Two("y") };

        MemberPath.FromProperties("[0].Value.Value", Json.Contract<Dictionary<string, Part>>(), map).Path.Should().Be("$['a b'].two");
    }

    [Fact]
    public void FromProperties_NullableStruct_IsLookedInto()
        => MemberPath.FromProperties("Span.From", Json.Contract<Holder>()).Path.Should().Be("$.span.begin");

    public sealed record Holder(IReadOnlyList<Part> Parts)
    {
        public IReadOnlySet<Part>? More { get; init; }

        public Reach? Span { get; init; }
    }

    [JsonDerivedType(typeof(One), "one")]
    [JsonDerivedType(typeof(Two), "two")]
    public abstract record Part;

    public sealed record One([property: JsonPropertyName("one")] string Value) : Part;

    public sealed record Two([property: JsonPropertyName("two")] string Value) : Part;

    public readonly record struct Reach([property: JsonPropertyName("begin")] int From);
}
