using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Ledger;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

public class JsonLengthTests
{
    private static readonly JsonSerializerOptions Json = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [Fact]
    public void TryMeasure_AnyTexts_CountsWhatTheSerializerWrites()
        => Gen.String.Array[0, 50].Sample(texts =>
        {
            var value = texts.ToList();

            JsonLength.TryMeasure(value, Json.GetTypeInfo(typeof(List<string>)), out var bytes).Should().BeTrue();
            bytes.Should().Be(JsonSerializer.SerializeToUtf8Bytes(value, Json).Length);
        });

    [Fact]
    public void TryMeasure_LargerThanItsBuffer_CountsAll()
    {
        var value = Enumerable.Repeat(new string('x', 10_000), 50).ToList();

        JsonLength.TryMeasure(value, Json.GetTypeInfo(typeof(List<string>)), out var bytes).Should().BeTrue();
        bytes.Should().Be(2 + (50 * 10_003) - 1);
    }

    [Fact]
    public void TryMeasure_NoJson_IsNotKnown()
    {
        JsonLength.TryMeasure("text", null, out var bytes).Should().BeFalse();
        bytes.Should().Be(0);
    }

    [Fact]
    public void TryMeasure_WriterThatThrows_IsNotKnown()
    {
        JsonLength.TryMeasure(new Broken(), Json.GetTypeInfo(typeof(Broken)), out var bytes).Should().BeFalse();
        bytes.Should().Be(0);
    }

    private sealed class Broken
    {
        public string Before => new('x', 10_000);

        public string Text => throw new InvalidOperationException("broken");
    }
}
