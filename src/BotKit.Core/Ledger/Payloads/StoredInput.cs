using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;

namespace BotKit.Ledger;

/// <summary>The inputs of one bot as the ledger stores them: members marked <see cref="SensitiveAttribute"/> encrypted, or removed at the end.</summary>
/// <param name="bot">The bot's name.</param>
/// <param name="json">The contract of its input; <see langword="null"/> when there is none.</param>
/// <param name="version">The version of the input's shape.</param>
/// <param name="protector">Encrypts; without one they are stored as they are.</param>
internal sealed class StoredInput(string bot, JsonTypeInfo? json, int version, IBotPayloadProtector? protector)
{
    // Found when it is first asked for: a host that stores nothing need not look through all its types.
    private readonly Lazy<SensitiveContract?> _found = new(() => json is null ? null : SensitiveContract.Of(json));
    private readonly MemberSeal _seal = new(bot, protector);

    public bool HasSensitive => Contract is not null;

    /// <summary>Whether sensitive members stay when a run has ended.</summary>
    public bool KeepsSensitive { get; set; } = true;

    /// <summary>What is stored of an input.</summary>
    /// <exception cref="BotStoreException">It cannot be encrypted now.</exception>
    public ReadOnlyMemory<byte> Seal(ReadOnlyMemory<byte> input)
    {
        if (!_seal.CanSeal || Contract is null)
        {
            return input;
        }

        return SensitiveCopy.Of(input, Contract, (writer, value, path, isSensitive) =>
        {
            if (isSensitive && value.ValueKind is not JsonValueKind.Null)
            {
                writer.WriteStringValue(Seal(value, path));
            }
            else
            {
                value.WriteTo(writer);
            }
        });
    }

    /// <summary>What is stored of the input of a run that has ended when it is stored.</summary>
    /// <exception cref="BotStoreException">It cannot be encrypted now.</exception>
    public ReadOnlyMemory<byte> SealEnded(ReadOnlyMemory<byte> input) => input.IsEmpty ? input : Remaining(input, version) ?? Seal(input);

    /// <summary>The input that was stored.</summary>
    /// <param name="stored">What is stored of it.</param>
    /// <param name="storedVersion">The version of its shape.</param>
    /// <exception cref="CryptographicException">A sensitive member cannot be decrypted, or was removed.</exception>
    public ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> stored, int storedVersion)
        => SensitiveCopy.MayHaveMarks(stored.Span) ? OpenMarked(stored, storedVersion) : stored;

    /// <summary>The input as people see it who may see everything. What cannot be decrypted is masked, what was removed is null.</summary>
    public ReadOnlyMemory<byte> Reveal(ReadOnlyMemory<byte> stored, int storedVersion)
    {
        if (!SensitiveCopy.MayHaveMarks(stored.Span))
        {
            return stored;
        }

        try
        {
            return SensitiveCopy.Of(stored, Contract, (writer, value, path, isSensitive) => Reveal(writer, value, path, isSensitive || storedVersion != version));
        }
        catch (JsonException)
        {
            return "\"***\""u8.ToArray();
        }
    }

    /// <summary>The input with its sensitive members masked, without having to read them. So is everything that its contract does not know.</summary>
    public ReadOnlyMemory<byte> Mask(ReadOnlyMemory<byte> stored)
        => SensitiveCopy.Of(stored, Contract, static (writer, _, _, _) => writer.WriteStringValue(SensitiveAttribute.Mask), hidesUnknown: true);

    /// <summary>What remains of a stored input when its run has ended; <see langword="null"/> when it stays as it is.</summary>
    public ReadOnlyMemory<byte>? Remaining(ReadOnlyMemory<byte> stored, int storedVersion)
        => KeepsSensitive || stored.IsEmpty || (Contract is null && !SensitiveCopy.MayHaveMarks(stored.Span)) ? null : Removed(stored, storedVersion);

    /// <summary>Whether sensitive members of a stored input were removed.</summary>
    public bool IsRemoved(ReadOnlyMemory<byte> stored, int storedVersion)
    {
        if (!SensitiveCopy.MayHaveMarks(stored.Span))
        {
            return false;
        }

        var isRemoved = false;
        try
        {
            _ = SensitiveCopy.Of(stored, Contract, (writer, value, _, isSensitive) =>
            {
                isRemoved |= MemberSeal.IsRemoved(value) && (isSensitive || storedVersion != version);
                writer.WriteNullValue();
            });
        }
        catch (JsonException)
        {
            // It is of no use in either case.
            return true;
        }

        return isRemoved;
    }

    private SensitiveContract? Contract => _found.Value;

    private ReadOnlyMemory<byte> OpenMarked(ReadOnlyMemory<byte> stored, int storedVersion)
        => SensitiveCopy.Of(stored, Contract, (writer, value, path, isSensitive) =>
        {
            // Which members of an older shape were sensitive is not known any more: none is handed on encrypted.
            var mustOpen = (isSensitive && SensitiveCopy.IsMarked(value)) || storedVersion != version;
            if (mustOpen && MemberSeal.IsRemoved(value))
            {
                throw new CryptographicException("A sensitive member was removed when its run had ended.");
            }

            WriteOpened(writer, value, path, mustOpen);
        });

    private ReadOnlyMemory<byte>? Removed(ReadOnlyMemory<byte> stored, int storedVersion)
    {
        var isChanged = false;
        try
        {
            var remaining = SensitiveCopy.Of(stored, Contract, (writer, value, path, isSensitive) => isChanged |= Remove(writer, value, path, isSensitive, storedVersion != version));
            return isChanged ? remaining : default(ReadOnlyMemory<byte>?);
        }
        catch (JsonException)
        {
            // It is no JSON, so nobody knows what in it is sensitive.
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    private void Reveal(Utf8JsonWriter writer, JsonElement value, JsonPath path, bool mayBeRemoved)
    {
        if (mayBeRemoved && MemberSeal.IsRemoved(value))
        {
            writer.WriteNullValue();
        }
        else if (!MemberSeal.IsSealed(value))
        {
            value.WriteTo(writer);
        }
        else if (TryOpen(value, path) is { } opened)
        {
            writer.WriteRawValue(opened);
        }
        else
        {
            writer.WriteStringValue(SensitiveAttribute.Mask);
        }
    }

    private bool Remove(Utf8JsonWriter writer, JsonElement value, JsonPath path, bool isSensitive, bool isOfOtherVersion)
    {
        if (value.ValueKind is JsonValueKind.Null || !(isSensitive || (MemberSeal.IsSealed(value) && (isOfOtherVersion || TryOpen(value, path) is not null))))
        {
            value.WriteTo(writer);
            return false;
        }

        if (isSensitive || isOfOtherVersion)
        {
            writer.WriteStringValue(MemberSeal.Removed);
        }
        else
        {
            // Sensitive once, but not any more: nobody would look for the word there.
            writer.WriteNullValue();
        }

        return true;
    }

    private string Seal(JsonElement value, JsonPath path)
    {
        try
        {
            return _seal.Seal(value, path);
        }
#pragma warning disable CA1031 // Whatever a protector throws: nothing is stored as it is instead.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new BotStoreException("A sensitive member could not be encrypted.", exception);
        }
    }

    private void WriteOpened(Utf8JsonWriter writer, JsonElement value, JsonPath path, bool mustOpen)
    {
        byte[]? opened = null;
        try
        {
            opened = MemberSeal.IsSealed(value) ? _seal.Open(value, path) : null;
        }
        catch (CryptographicException) when (!mustOpen)
        {
            // It only looks like one.
        }

        if (opened is not null)
        {
            writer.WriteRawValue(opened);
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    private byte[]? TryOpen(JsonElement value, JsonPath path)
    {
        try
        {
            return _seal.Open(value, path);
        }
#pragma warning disable CA1031 // Whatever a protector throws: what cannot be read is not shown.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
