using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotKit.Json;

namespace BotKit.Ledger;

/// <summary>
/// Turns the value of a sensitive member into a string and back. What is encrypted begins with the bot and the place, so that
/// the string is of no use in another member: nobody can have it decrypted by putting it where it would be shown.
/// </summary>
internal sealed class MemberSeal(string bot, IBotPayloadProtector? protector)
{
    /// <summary>Stands in the place of a value that was removed.</summary>
    public const string Removed = SensitiveCopy.Mark + "removed";

    private const string Prefix = SensitiveCopy.Mark + "sealed:";

    public bool CanSeal => protector is not null;

    public static bool IsRemoved(JsonElement value) => value.ValueKind is JsonValueKind.String && value.ValueEquals(Removed);

    public static bool IsSealed(JsonElement value) => SensitiveCopy.IsMarked(value) && value.GetString()!.StartsWith(Prefix, StringComparison.Ordinal);

    public string Seal(JsonElement value, JsonPath path)
    {
        byte[] plain = [.. Place(path), .. JsonMarshal.GetRawUtf8Value(value)];
        try
        {
            return Prefix + Base64Url.EncodeToString(protector!.Protect(plain));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The JSON of the value that was sealed at this place.</summary>
    /// <exception cref="CryptographicException">It was not sealed here, was changed, or its key is gone.</exception>
    public byte[] Open(JsonElement value, JsonPath path)
    {
        if (!IsSealed(value) || !TryDecode(value.GetString()!, out var bytes))
        {
            throw new CryptographicException("A sensitive member holds no encrypted value.");
        }

        if (protector is null)
        {
            throw new CryptographicException("A sensitive member is encrypted, and this host has no IBotPayloadProtector: register one with ProtectPayloads.");
        }

        var plain = protector.Unprotect(bytes);
        var place = Place(path);
        return plain.AsSpan().StartsWith(place) ? plain[place.Length..] : throw new CryptographicException("A sensitive member holds the encrypted value of another one.");
    }

    private static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var encoded = text.AsSpan(Prefix.Length);
        bytes = Base64Url.IsValid(encoded) ? Base64Url.DecodeFromChars(encoded) : null;
        return bytes is not null;
    }

    private byte[] Place(JsonPath path) => Encoding.UTF8.GetBytes($"{bot}{path}\n");
}
