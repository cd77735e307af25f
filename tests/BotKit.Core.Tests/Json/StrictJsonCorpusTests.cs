using System.Text;
using System.Text.Json;
using BotKit.Json;
using CsCheck;

namespace BotKit.Core.Tests.Json;

public sealed class StrictJsonCorpusTests
{
    private const string Sample =
        """{"customer":"Ada \u00e9","items":[{"sku":"a","quantity":2,"price":0.5}],"weight":1.5e3,"address":{"street":"x","zip":"1"},"counts":{"a":1},"extra":[{"b":null}]}""";

    private const string Telling = "{}[]:,\"\\01eE.-nx \0";

    private static readonly BotJson Json = new([]);

    public static TheoryData<string> Wide => new(
        "[" + string.Join(',', Enumerable.Repeat("1", 1_000_000)) + "]",
        "{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(index => $"\"m{index}\":1")) + "}",
        """{"customer":"a","items":[""" + string.Join(',', Enumerable.Repeat("{}", 100_000)) + "]}",
        """{"customer":"a","items":[],"counts":{""" + string.Join(',', Enumerable.Range(0, 100_000).Select(index => $"\"m{index}\":\"x\"")) + "}}",
        """{"customer":"a","items":[],"weight":""" + new string('9', 1_000_000) + "}",
        """{"customer":"a","items":[],"weight":1e""" + new string('9', 1_000_000) + "}",
        """{"customer":"a","items":[],"priority":"x""" + new string('9', 1_000_000) + "\"}",
        """{"customer":"a","items":[],"due":"x""" + string.Concat(Enumerable.Repeat("\\u0041", 200_000)) + "\"}",
        "{\"" + new string('m', 1_000_000) + "\":1}",
        new string('{', 1_000_000),
        new string('[', 1_000_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)),
        new string('"', 1_000_000),
        new string(' ', 1_000_000),
        new string('-', 1_000_000));

    [Theory]
    [MemberData(nameof(Wide), DisableDiscoveryEnumeration = true)]
    public void TryRead_HugeText_IsRefusedBriefly(string text)
    {
        CheckAs<Order>(Encoding.UTF8.GetBytes(text)).Should().BeFalse();
    }

    [Theory]
    [InlineData(100_000)]
    public void TryRead_WideInput_Binds(int width)
    {
        var text = """{"customer":"a","items":[""" + string.Join(',', Enumerable.Repeat("""{"sku":"a","quantity":1}""", width)) + "]}";

        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<Order>(), out var order, out _, out _).Should().BeTrue();
        order!.Items.Should().HaveCount(width);
    }

    [Fact]
    public void TryRead_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 64].Sample(bytes => Check(bytes) || true);

    [Fact]
    public void TryRead_AnyTokens_AgreesWithTheParserOnWhatIsMalformed()
    {
        string[] tokens =
            ["{", "}", "[", "]", ":", ",", "null", "true", "1", "-1.5e9", "1e999", "\"customer\"", "\"items\"", "\"sku\"", "\"a\"", " ", "\"\"", "$", "\\"];
        Gen.Int[0, tokens.Length - 1].Select(index => tokens[index]).Array[0, 24].Sample(parts => Check(Encoding.UTF8.GetBytes(string.Concat(parts))) || true, iter: 5_000);
    }

    [Fact]
    public void TryRead_DamagedText_AgreesWithTheParserOnWhatIsMalformed()
    {
        var sample = Encoding.UTF8.GetBytes(Sample);
        var damage = Gen.Select(Gen.Int[0, sample.Length - 1], Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(index => (byte)Telling[index])), Gen.Int[0, 3]);
        damage.Array[1, 4].Sample(
            changes =>
            {
                var bytes = sample.ToList();
                foreach (var (position, value, kind) in changes)
                {
                    var at = Math.Min(position, bytes.Count - 1);
                    switch (kind)
                    {
                        case 0: bytes[at] = value; break;
                        case 1: bytes.Insert(at, value); break;
                        case 2: bytes.RemoveAt(at); break;
                        default: bytes.InsertRange(at, bytes.GetRange(0, at)); break;
                    }
                }

                Check([.. bytes]);
            },
            iter: 5_000);
    }

    [Fact]
    public void TryRead_WrittenOrder_ReadsTheSame()
    {
        var text = Gen.String[Gen.Char.AlphaNumeric, 0, 9];
        var item = Gen.Select(text, Gen.Int, Gen.Decimal, (sku, quantity, price) => new OrderItem(sku, quantity, price));
        Gen.Select(text, item.List[0, 3], Gen.Double[-1e99, 1e99], Gen.Bool, Gen.Enum<Priority>()).Sample(
            (customer, items, weight, gift, priority) =>
            {
                var order = new Order(customer, items) { Weight = weight, Gift = gift, Priority = priority };
                var bytes = JsonSerializer.SerializeToUtf8Bytes(order, Json.Contract<Order>());

                StrictJson.TryRead(bytes, Json.Contract<Order>(), out var again, out _, out _).Should().BeTrue();
                again!.Items.Should().Equal(order.Items);
                (again with { Items = items }).Should().Be(order);
            });
    }

    [Theory]
    [InlineData("""{"customer":1234567890,"items":[]}""")]
    [InlineData("""{"customer":"a","items":"1234567890"}""")]
    [InlineData("""{"customer":"a","items":[{"sku":"a","quantity":12345678901234567890}]}""")]
    [InlineData("""{"customer":"a","items":[],"due":"1234567890"}""")]
    [InlineData("""{"customer":"a","items":[],"priority":"1234567890"}""")]
    [InlineData("""{"customer":"a","items":[],"reference":"1234567890"}""")]
    [InlineData("""{"customer":"a","items":[],"unknown":"1234567890"}""")]
    [InlineData("""{"customer":"1234567890\ud800","items":[]}""")]
    [InlineData("""{"customer":"1234567890","customer":"1234567890"}""")]
    [InlineData("1234567890")]
    public void TryRead_RefusedText_IsNotEchoed(string text)
    {
        StrictJson.TryRead(Encoding.UTF8.GetBytes(text), Json.Contract<Order>(), out _, out var problems, out _).Should().BeFalse();

        problems.Should().NotBeEmpty();
        problems.Select(problem => problem.Path + problem.Message + problem.Code).Should().OnlyContain(
            told => !told.Contains("1234567890") && !told.Contains("System") && !told.Contains("BotKit"));
    }

    /// <summary>Reads as several types; whatever comes out keeps the promises made for any text. Says whether an order came out.</summary>
    private static bool Check(byte[] bytes)
    {
        CheckAs<FileWork>(bytes);
        CheckAs<JsonElement>(bytes);
        CheckAs<Dictionary<string, int>>(bytes);
        CheckAs<Nothing>(bytes);
        return CheckAs<Order>(bytes);
    }

    private static bool CheckAs<T>(byte[] bytes)
    {
        var isRead = StrictJson.TryRead(bytes, Json.Contract<T>(), out var value, out var problems, out var isMalformed);

        // Plain assertions: this runs a hundred thousand times.
        Assert.False(isRead && value is null);
        Assert.Equal(isRead, problems.Count == 0);
        Assert.True(problems.Count <= 100);
        Assert.All(problems, problem => Assert.True(problem.Path.StartsWith('$') && problem.Path.Length < 3000 && problem.Message.Length < 300));
        if (!bytes.AsSpan().Contains((byte)'\\') && System.Text.Unicode.Utf8.IsValid(bytes))
        {
            Assert.Equal(!Parses(bytes), isMalformed);
        }

        return isRead;
    }

    private static bool Parses(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
