using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Ledger;

/// <summary>Estimates the bytes that a row keeps alive; <see cref="InMemoryLedgerOptions.MaxRunBytes"/> says how.</summary>
internal sealed class RunSize(Func<string, BotDescriptor?> find)
{
    /// <summary>A row without payloads: the record, its envelope and its place in the ring.</summary>
    public const int Row = 256;

    /// <summary>The origin of a row without its texts.</summary>
    public const int Origin = 96;

    /// <summary>A payload that cannot be measured.</summary>
    public const int Unknown = 1024;

    private const int ObjectHeader = 24;
    private const int ObjectsPerJson = 2;
    private const long NotKnown = -1;

    public long Of(in RunRecord run, BotAccount account)
    {
        var size = Row + OfInput(run, account) + OfResult(run.Result, account) + OfText(run.TraceId);
        if (run.Origin is { } origin)
        {
            size += Origin + OfText(origin.IdempotencyKey) + OfText(origin.Caller);
        }

        if (run.Result.Error is { } error)
        {
            size += OfError(error);
        }

        return size;
    }

    private static long OfText(string? text) => text is null ? 0 : ObjectHeader + (2L * text.Length);

    private static long OfError(BotError error)
    {
        var size = OfText(error.Message);
        if (error.Details is { } details)
        {
            for (var i = 0; i < details.Count; i++)
            {
                size += ObjectHeader + OfText(details[i].Path) + OfText(details[i].Message);
            }
        }

        return size;
    }

    private static long OfKnown(object? payload) => payload switch
    {
        null => 0,
        string text => OfText(text),
        byte[] bytes => ObjectHeader + bytes.LongLength,
        ReadOnlyMemory<byte> memory => ObjectHeader + memory.Length,
        JsonElement element => OfJson(element),
        _ => NotKnown,
    };

    private static long OfJson(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Undefined ? ObjectHeader : ObjectHeader + JsonMarshal.GetRawUtf8Value(element).Length;
        }
        catch (ObjectDisposedException)
        {
            // Its document went back to the pool: the row keeps nothing alive.
            return ObjectHeader;
        }
    }

    private long OfInput(in RunRecord run, BotAccount account)
    {
        var known = OfKnown(run.Input);
        return known != NotKnown ? known
            : account.Inputs.IsDue() ? Measure(run.Input!, find(account.Bot)?.InputJson, account.Inputs)
            : account.Inputs.Assumed;
    }

    // The result is read only where that does not box it, and for samples.
    private long OfResult(BotResult envelope, BotAccount account) => envelope switch
    {
        { Success: false } => 0,
        BotResult<string> result => OfText(result.Data),
        BotResult<byte[]> result => OfKnown(result.Data),
        BotResult<JsonElement> result => OfJson(result.Data),
        BotResult<ReadOnlyMemory<byte>> result => ObjectHeader + result.Data.Length,
        _ when !account.Results.IsDue() => account.Results.Assumed,
        { Data: null } => 0,
        { Data: { } data } => Measure(data, find(account.Bot)?.ResultJson, account.Results),
    };

    private static long Measure(object payload, JsonTypeInfo? json, PayloadSampler sampler)
    {
        var size = OfKnown(payload);
        if (size == NotKnown)
        {
            size = JsonLength.TryMeasure(payload, json, out var bytes) ? ObjectHeader + (ObjectsPerJson * bytes) : Unknown;
        }

        sampler.Learn(size);
        return size;
    }
}
