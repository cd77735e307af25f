using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;
using BotKit.Ledger;

namespace BotKit.Pipeline;

/// <summary>Turns JSON into a bot's input, and an input into the fingerprint that idempotency compares.</summary>
internal sealed class InputBinder<TInput>(string bot, JsonTypeInfo<TInput>? contract, int version = 1, StoredInput? stored = null)
{
    /// <summary>How inputs are stored.</summary>
    public StoredInput Stored { get; } = stored ?? new StoredInput(bot, contract, version, null);

    public bool TryBind(
        ReadOnlyMemory<byte> utf8,
        [NotNullWhen(true)] out TInput? input,
        out IReadOnlyList<BotFieldError> problems,
        out bool isMalformed)
        => StrictJson.TryRead(utf8, Contract, out input, out problems, out isMalformed);

    public ReadOnlyMemory<byte> Fingerprint(TInput input) => InputFingerprint.Compute(bot, version, input, Contract);

    /// <summary>What is stored of an input.</summary>
    /// <exception cref="BotStoreException">Its sensitive members cannot be encrypted now.</exception>
    public ReadOnlyMemory<byte> Write(TInput input) => Stored.Seal(JsonSerializer.SerializeToUtf8Bytes(input, Contract));

    private JsonTypeInfo<TInput> Contract
        => contract ?? throw new InvalidOperationException(
            $"No JSON contract is known for {typeof(TInput)}, the input of bot '{bot}'; add one with UseJson.");
}
