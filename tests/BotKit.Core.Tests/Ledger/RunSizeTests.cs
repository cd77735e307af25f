using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

public class RunSizeTests
{
    private static readonly JsonSerializerOptions Json = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private readonly BotAccount _account = new("lead");

    public static TheoryData<object?, long> KnownPayloads => new()
    {
        { null, 0 },
        { "", 24 },
        { "four", 32 },
        { new byte[100], 124 },
        { new ReadOnlyMemory<byte>(new byte[100], 10, 20), 44 },
        { JsonDocument.Parse("{\"a\":[1,2]}").RootElement, 24 + 11 },
        { default(JsonElement), 24 },
    };

    [Theory]
    [MemberData(nameof(KnownPayloads))]
    public void Of_KnownInput_CountsItExactly(object? input, long expected)
        => Payload(Runs.RunOf(0, status: BotStatus.Failed, input: input)).Should().Be(expected + EmptyText);

    [Fact]
    public void Of_KnownResult_CountsItExactly()
    {
        Payload(Runs.RunOf("four")).Should().Be(32);
        Payload(Runs.RunOf(new byte[100])).Should().Be(124);
        Payload(Runs.RunOf(new ReadOnlyMemory<byte>(new byte[20]))).Should().Be(44);
        Payload(Runs.RunOf(JsonDocument.Parse("[1,2,3]").RootElement)).Should().Be(24 + 7);
    }

    [Fact]
    public void Of_JsonOfADisposedDocument_DoesNotThrow()
    {
        var document = JsonDocument.Parse("[1,2,3]");
        var element = document.RootElement;
        document.Dispose();

        Payload(Runs.RunOf(element)).Should().Be(24);
    }

    [Fact]
    public void Of_FailedRun_HasNoResult()
        => Payload(Runs.RunOf(new Order(new string('x', 500)), status: BotStatus.Failed)).Should().Be(EmptyText);

    [Fact]
    public void Of_Error_CountsItsTexts()
        => Payload(Runs.RunOf(0, status: BotStatus.Failed, error: Runs.Error("four", new BotFieldError("$.ab", "required", "x"))))
            .Should().Be(32 + 24 + (24 + 8) + (24 + 16));

    [Fact]
    public void Of_Origin_CountsItsTexts()
        => Payload(Runs.RunOf("", origin: new RunOrigin { IdempotencyKey = "k", Caller = "me" }))
            .Should().Be(24 + RunSize.Origin + 26 + 28);

    [Fact]
    public void Of_TraceId_CountsItsText()
        => Payload(Runs.RunOf("") with { TraceId = "abcd" }).Should().Be(24 + 32);

    [Fact]
    public void Of_Origin_WithoutTexts()
        => Payload(Runs.RunOf("", origin: new RunOrigin())).Should().Be(24 + RunSize.Origin);

    [Fact]
    public void Of_UnknownTypes_CountsTwiceTheirJson()
    {
        var order = new Order("abc");
        var json = JsonSerializer.Serialize(order).Length;

        Payload(Runs.RunOf(order, input: order)).Should().Be(2 * (24 + (2 * json)));
    }

    [Fact]
    public void Of_TypeWithoutJson_TakesItForUnknown()
        => new RunSize(_ => null).Of(Runs.RunOf(new Order("abc"), input: new Order("abc")), _account)
            .Should().Be(RunSize.Row + (2 * RunSize.Unknown));

    [Fact]
    public void Of_PayloadThatCannotBeWritten_TakesItForUnknown()
    {
        var loop = new Loop();
        loop.Self = loop;

        var size = new RunSize(_ => Descriptor(typeof(Loop))).Of(Runs.RunOf(loop), _account);

        size.Should().Be(RunSize.Row + RunSize.Unknown);
    }

    [Fact]
    public void Of_RowsBetweenSamples_AssumesTheLargestSample()
    {
        var size = Size();
        for (var i = 0; i < 6; i++)
        {
            size.Of(Runs.RunOf(new Order("x"), input: new Order("x")), _account);
        }

        var large = size.Of(Runs.RunOf(new Order(new string('x', 900)), input: new Order(new string('y', 400))), _account);
        size.Of(Runs.RunOf(new Order("x"), input: new Order("x")), _account);

        size.Of(Runs.RunOf(new Order("x"), input: new Order("x")), _account).Should().Be(large);
    }

    [Fact]
    public void Of_NoResultAtASample_CountsNothing()
        => Payload(Runs.RunOf<Order?>(null)).Should().Be(0);

    [Fact]
    public void Of_TextBehindALooserType_IsCountedExactlyAtASample()
        => new RunSize(_ => null).Of(Runs.RunOf<object>("four"), _account).Should().Be(RunSize.Row + 32);

    [Fact]
    public async Task Record_ManyLargeRuns_StaysWithinTheBytes()
    {
        var ledger = new InMemoryBotLedger(new() { MaxRunBytes = 64 << 10 }, TimeProvider.System);
        for (var i = 0; i < 50; i++)
        {
            ledger.Record(Runs.RunOf(new byte[10_000 - 24 - RunSize.Row]));
        }

        ledger.RunBytes.Should().Be(60_000);
        (await ledger.ListAsync(new(), default)).Should().HaveCount(6);
    }

    [Fact]
    public async Task Record_WithABotsJson_MeasuresItsPayloads()
    {
        var asked = new List<string>();
        var ledger = new InMemoryBotLedger(new(), TimeProvider.System, name =>
        {
            asked.Add(name);
            return Descriptor(typeof(Order));
        });

        ledger.Record(Runs.RunOf(new Order("abc"), input: "text"));

        asked.Should().Equal("lead");
        ledger.RunBytes.Should().Be(RunSize.Row + 32 + 24 + (2 * "{\"Text\":\"abc\"}".Length));
        (await ledger.ListAsync(new(), default)).Should().HaveCount(1);
    }

    private static int EmptyText => 24;

    private static BotDescriptor Descriptor(Type type) => new(null, static () => null)
    {
        Name = "lead",
        BotType = typeof(object),
        InputType = type,
        ResultType = type,
        InputJson = Json.GetTypeInfo(type),
        ResultJson = Json.GetTypeInfo(type),
    };

    private static RunSize Size() => new(_ => Descriptor(typeof(Order)));

    private long Payload(RunRecord run) => Size().Of(run, _account) - RunSize.Row;

    private sealed record Order(string Text);

    private sealed class Loop
    {
        public Loop? Self { get; set; }
    }
}
