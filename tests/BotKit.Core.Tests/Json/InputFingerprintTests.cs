using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotKit.Json;
using CsCheck;

namespace BotKit.Core.Tests.Json;

public sealed class InputFingerprintTests
{
    private static readonly BotJson Json = new([]);

    [Fact]
    public void Compute_Input_IsTheHashOfItsCanonicalJson()
    {
        var input = new OrderItem("a", 2, 1.50m);

        InputFingerprint.Compute(input, Json.Contract<OrderItem>())
            .Should().Equal(SHA256.HashData("""{"price":15e-1,"quantity":2,"sku":"a"}"""u8));
    }

    [Theory]
    [InlineData("""{"sku":"a","quantity":2,"price":1}""", """{"price":1,"quantity":2,"sku":"a"}""")]
    [InlineData("""{"sku":"a","quantity":2,"price":1}""", """ { "sku" : "\u0061", "quantity" : 2 , "price" : 1.000 } """)]
    [InlineData("""{"sku":"a","quantity":2}""", """{"sku":"a","quantity":2,"price":1.5}""")]
    public void Compute_SameContentInAnotherText_IsTheSame(string one, string other)
        => Of<OrderItem>(one).Should().Equal(Of<OrderItem>(other));

    [Theory]
    [InlineData("""{"sku":"a","quantity":2}""", """{"sku":"a","quantity":3}""")]
    [InlineData("""{"sku":"a","quantity":2}""", """{"sku":"A","quantity":2}""")]
    [InlineData("""{"sku":"a","quantity":2}""", """{"sku":"a ","quantity":2}""")]
    [InlineData("""{"sku":"a","quantity":2,"price":10}""", """{"sku":"a","quantity":2,"price":1}""")]
    [InlineData("""{"sku":"a","quantity":2,"price":10}""", """{"sku":"a","quantity":2,"price":-10}""")]
    public void Compute_OtherContent_IsAnother(string one, string other)
        => Of<OrderItem>(one).Should().NotEqual(Of<OrderItem>(other));

    [Fact]
    public void Compute_EntriesInAnotherOrder_IsTheSame()
        => Of<Dictionary<string, JsonElement>>("""{"b":{"y":[1,2],"x":null},"a":true,"B":1}""")
            .Should().Equal(Of<Dictionary<string, JsonElement>>("""{"B":1,"a":true,"b":{"x":null,"y":[1,2]}}"""));

    [Fact]
    public void Compute_ItemsInAnotherOrder_IsAnother() => Of<int[]>("[1,2]").Should().NotEqual(Of<int[]>("[2,1]"));

    [Fact]
    public void Compute_Polymorphic_TellsTheTypesApart()
        => InputFingerprint.Compute(new Left(1), Json.Contract<Side>()).Should().NotEqual(InputFingerprint.Compute(new Right(1), Json.Contract<Side>()));

    [Fact]
    public void Compute_Nothing_IsTheHashOfAnEmptyObject()
        => InputFingerprint.Compute(Nothing.Value, Json.Contract<Nothing>()).Should().Equal(SHA256.HashData("{}"u8));

    [Fact]
    public void Compute_InfiniteNumber_SaysThatItCannotBeWritten()
    {
        var compute = () => InputFingerprint.Compute(double.NaN, Json.Contract<double>());

        compute.Should().Throw<ArgumentException>().WithMessage("The input cannot be written as JSON*").WithInnerException<ArgumentException>();
    }

    [Fact]
    public void Compute_Cycle_SaysThatItCannotBeWritten()
    {
        var children = new List<Tree>();
        children.Add(new Tree { Children = children });
        var compute = () => InputFingerprint.Compute(children[0], Json.Contract<Tree>());

        compute.Should().Throw<ArgumentException>().WithInnerException<JsonException>();
    }

    [Fact]
    public void Compute_ShuffledMembers_IsTheSame()
    {
        var entries = Gen.Dictionary(Gen.String, Gen.Double[-1e300, 1e300].Array[0, 3])[0, 8];
        Gen.Select(entries, Gen.Int).Sample((content, seed) =>
        {
            var shuffled = content.ToArray();
            new Random(seed).Shuffle(shuffled);
            var contract = Json.Contract<Dictionary<string, double[]>>();

            return InputFingerprint.Compute(content, contract).AsSpan()
                .SequenceEqual(InputFingerprint.Compute(new Dictionary<string, double[]>(shuffled), contract));
        });
    }

    private static byte[] Of<T>(string text)
    {
        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<T>(), out var input, out _, out _).Should().BeTrue();
        return InputFingerprint.Compute(input!, Json.Contract<T>());
    }

    [System.Text.Json.Serialization.JsonDerivedType(typeof(Left), "left")]
    [System.Text.Json.Serialization.JsonDerivedType(typeof(Right), "right")]
    internal abstract record Side(int Size);

    internal sealed record Left(int Size) : Side(Size);

    internal sealed record Right(int Size) : Side(Size);
}
