using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Errors;
using BotKit.Ledger;
using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>Turns envelopes into what is kept under an idempotency key, and back.</summary>
internal sealed class EnvelopeCodec<TResult>(BotDescriptor bot, TimeProvider clock)
{
    public RunOutcome ToOutcome(BotResult<TResult> result, RunHold hold, ReadOnlyMemory<byte>? remainingInput)
    {
        var (output, notWritable) = Write(result);
        return new()
        {
            ExecutionId = result.ExecutionId,
            Bot = bot.Name,
            Fence = hold.Fence,
            Status = notWritable is null ? result.Status : BotStatus.Failed,
            StartedAt = hold.StartedAt,
            Duration = result.Duration,
            Attempts = result.Attempts,
            Error = notWritable ?? result.Error,
            Output = output,
            Logs = hold.Lines,
            TraceId = hold.TraceId,
            RemainingInput = remainingInput,
        };
    }

    public BotResult<TResult> Restore(StoredEnvelope envelope)
    {
        // No result is written as no JSON at all: this one was erased, and to run again is not what its key promises.
        var (status, error) = envelope.Error is null && envelope.Data.IsEmpty
            ? (BotStatus.Rejected, new BotError(
                BotErrorCodes.ResultErased, ErrorSentences.For(BotErrorCodes.ResultErased), BotSeverity.Warning, clock.GetUtcNow()))
            : (envelope.Status, envelope.Error);
        return error is null
            ? BotResult<TResult>.Succeeded(
                envelope.ExecutionId,
                bot.Name,
                envelope.Duration,
                envelope.Attempts,
                Read(envelope.Data.Span),
                isReplayed: true)
            : BotResult<TResult>.NotSucceeded(
                status, envelope.ExecutionId, bot.Name, envelope.Duration, envelope.Attempts, error, isReplayed: true);
    }

    /// <summary>Says before the run that its result could not be kept.</summary>
    public void ThrowIfUnknown() => _ = TypeInfo;

    /// <summary>The result as JSON, or why there is none.</summary>
    private (ReadOnlyMemory<byte> Output, BotError? NotWritable) Write(BotResult<TResult> result)
    {
        if (!result.Success)
        {
            return default;
        }

        try
        {
            return (JsonSerializer.SerializeToUtf8Bytes(result.Data, TypeInfo), null);
        }
#pragma warning disable CA1031 // A result's own code runs here.
        catch (Exception)
#pragma warning restore CA1031
        {
            return (default, new BotError(
                BotErrorCodes.ResultNotWritable, ErrorSentences.For(BotErrorCodes.ResultNotWritable), BotSeverity.Standard, clock.GetUtcNow()));
        }
    }

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
