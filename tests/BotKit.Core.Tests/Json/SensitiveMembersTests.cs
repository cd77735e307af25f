using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Json;

namespace BotKit.Core.Tests.Json;

public sealed class ReflectionSensitiveMembersTests() : SensitiveMembersTests(new BotJson([]));

public sealed class SourceGeneratedSensitiveMembersTests() : SensitiveMembersTests(new BotJson([SecretContext.Default], allowReflection: false));

public abstract class SensitiveMembersTests
{
    private static readonly Login Login = new("ada")
    {
        Password = "hunter2",
        Pin = 4711,
        Home = new("Elm Street", "12345"),
        Secrets = new() { ["key"] = "value" },
        Cards = [new("5555", "Grace")],
        Credential = new ApiKey { Secret = "abc", Name = "main" },
        Anything = new Card("6666", "Alan"),
    };

    private readonly BotJson _json;

    private protected SensitiveMembersTests(BotJson json) => _json = json;

    [Fact]
    public void Masked_SensitiveMembersOfAnyType_AreMasked()
    {
        Masked(Login).Should().Be(
            """
            {"user":"ada","password":"***","pin":"***","home":"***","secrets":"***","cards":[{"number":"***","holder":"Grace"}],
            "credential":{"$type":"key","secret":"***","name":"main"},"anything":{"number":"***","holder":"Alan"}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void Masked_NullAndDefault_AreMaskedToo()
    {
        Masked(new Login("ada") { Password = null! }).Should().StartWith("""{"user":"ada","password":"***","pin":"***","home":"***","secrets":"***",""");
    }

    [Fact]
    public void Written_NullWhereNoneShouldBe_IsNull()
    {
        Masked(new Login(null!) { Password = "x" }).Should().StartWith("""{"user":null,"password":"***",""");
        JsonSerializer.Serialize(new Login(null!) { Password = "x" }, _json.Contract<Login>()).Should().StartWith("""{"user":null,"password":"x",""");
    }

    [Fact]
    public void Masked_EveryKindOfMember_IsMasked()
    {
        using var document = JsonDocument.Parse(Masked(new Kinds()));
        document.RootElement.EnumerateObject().Should().HaveCountGreaterThan(10)
            .And.OnlyContain(member => member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals("***"));
    }

    [Fact]
    public void Masked_SensitiveExtensionData_IsLeftOut()
        => Masked(new Open { Rest = new() { ["secret"] = JsonElement.Parse("1") } }).Should().Be("""{"name":"x"}""");

    [Fact]
    public void Masked_NumberThatIsNotFinite_IsShown() => Masked(double.PositiveInfinity).Should().Be("\"Infinity\"");

    [Fact]
    public void Masked_Reading_IsRefused()
    {
        var read = () => JsonSerializer.Deserialize("""{"number":"***","holder":"Grace"}""", _json.FindMasked(typeof(Card))!);

        read.Should().Throw<NotSupportedException>().WithMessage("Masked JSON cannot be read back.*");
    }

    [Fact]
    public void Options_SensitiveMembers_AreWrittenAndReadBack()
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(Login, _json.Contract<Login>());

        StrictJson.TryRead(text, _json.Contract<Login>(), out var again, out _, out _).Should().BeTrue();
        again!.Password.Should().Be("hunter2");
        again.Pin.Should().Be(4711);
        again.Home.Should().Be(Login.Home);
        again.Credential.Should().BeOfType<ApiKey>().Which.Secret.Should().Be("abc");
    }

    [Theory]
    [InlineData(typeof(Login), "password", true)]
    [InlineData(typeof(Login), "user", false)]
    [InlineData(typeof(Card), "number", true)]
    [InlineData(typeof(Card), "holder", false)]
    [InlineData(typeof(ApiKey), "secret", true)]
    public void IsSensitive_Member_TellsTheAttribute(Type type, string member, bool isSensitive)
        => SensitiveMembers.IsSensitive(_json.Find(type)!.Properties.Single(property => property.Name == member)).Should().Be(isSensitive);

    private string Masked<T>(T value) => JsonSerializer.Serialize(value, _json.FindMasked(typeof(T))!);
}

public sealed class SensitiveMembersOfHandMadeContractsTests
{
    [Fact]
    public void IsSensitive_WithoutAttributeProvider_IsFalse()
    {
        var property = System.Text.Json.Serialization.Metadata.JsonTypeInfo.CreateJsonTypeInfo<Card>(new JsonSerializerOptions())
            .CreateJsonPropertyInfo(typeof(string), "x");

        SensitiveMembers.IsSensitive(property).Should().BeFalse();
    }

    [Fact]
    public void IsSensitive_WithAnotherProvider_AsksIt()
    {
        var property = System.Text.Json.Serialization.Metadata.JsonTypeInfo.CreateJsonTypeInfo<Card>(new JsonSerializerOptions())
            .CreateJsonPropertyInfo(typeof(string), "x");
        property.AttributeProvider = new Marked();

        SensitiveMembers.IsSensitive(property).Should().BeTrue();
    }

    private sealed class Marked : System.Reflection.ICustomAttributeProvider
    {
        public object[] GetCustomAttributes(bool inherit) => [new SensitiveAttribute()];

        public object[] GetCustomAttributes(Type attributeType, bool inherit) => [new SensitiveAttribute()];

        public bool IsDefined(Type attributeType, bool inherit) => attributeType == typeof(SensitiveAttribute);
    }
}

public sealed class Kinds
{
    [Sensitive] public int Number { get; init; } = 1;
    [Sensitive] public int? Perhaps { get; init; } = 1;
    [Sensitive] public double Real { get; init; } = 1;
    [Sensitive] public bool Flag { get; init; } = true;
    [Sensitive] public Priority Priority { get; init; } = Priority.VeryHigh;
    [Sensitive] public DateTimeOffset Due { get; init; }
    [Sensitive] public Guid Id { get; init; }
    [Sensitive] public byte[] Bytes { get; init; } = [1];
    [Sensitive] public int[] Items { get; init; } = [1];
    [Sensitive] public JsonElement Tree { get; init; } = JsonElement.Parse("1");
    [Sensitive] public object Anything { get; init; } = 1;
    [Sensitive] public Credential? Credential { get; init; } = new ApiKey { Secret = "abc" };
    [Sensitive] public KeyValuePair<string, int> Pair { get; init; } = new("a", 1);
    [Sensitive][JsonNumberHandling(JsonNumberHandling.WriteAsString)] public int Text { get; init; } = 1;
    [Sensitive][JsonConverter(typeof(JsonStringEnumConverter<Priority>))] public Priority Named { get; init; }
}

public sealed class Open
{
    public string Name { get; init; } = "x";

    [Sensitive]
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

// Its options are those of BotKit, which must not lead to code that was generated without the mask.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 32)]
[JsonSerializable(typeof(Login))]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(Kinds))]
[JsonSerializable(typeof(Open))]
[JsonSerializable(typeof(double))]
internal sealed partial class SecretContext : JsonSerializerContext;
