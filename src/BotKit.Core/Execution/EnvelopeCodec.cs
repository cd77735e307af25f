using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Ledger;
using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>Turns envelopes into what is kept under an idempotency key, and back.</summary>
internal sealed class EnvelopeCodec<TResult>(BotDescriptor bot)
{
    public RunOutcome ToOutcome(BotResult<TResult> result, RunHold hold)
        => new()
        {
            ExecutionId = result.ExecutionId,
            Bot = bot.Name,
            Fence = hold.Fence,
            Status = result.Status,
            StartedAt = hold.StartedAt,
            Duration = result.Duration,
            Attempts = result.Attempts,
            Error = result.Error,
            Output = result.Success ? JsonSerializer.SerializeToUtf8Bytes(result.Data, TypeInfo) : default,
            Logs = hold.Lines,
            TraceId = hold.TraceId,
        };

    public BotResult<TResult> Restore(StoredEnvelope envelope)
        => envelope.Error is null
            ? BotResult<TResult>.Succeeded(
                envelope.ExecutionId,
                bot.Name,
                envelope.Duration,
                envelope.Attempts,
                Read(envelope.Data.Span),
                isReplayed: true)
            : BotResult<TResult>.NotSucceeded(
                envelope.Status, envelope.ExecutionId, bot.Name, envelope.Duration, envelope.Attempts, envelope.Error, isReplayed: true);

    /// <summary>Says before the run that its result could not be kept.</summary>
    public void ThrowIfUnknown() => _ = TypeInfo;

    private TResult Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TypeInfo)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new InvalidOperationException(
                $"What bot '{bot.Name}' returned was stored as JSON and cannot be read back as {typeof(TResult)}.", exception);
        }
    }

    private JsonTypeInfo<TResult> TypeInfo
        => bot.ResultJson as JsonTypeInfo<TResult>
        ?? throw new InvalidOperationException(
            $"No JSON contract is known for {typeof(TResult)}, the result of bot '{bot.Name}'; add one with UseJson.");
}
