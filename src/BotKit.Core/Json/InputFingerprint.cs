using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>
/// Tells inputs apart: SHA-256 of the canonical JSON of a bound input. It is the same for the same content, whatever the order
/// of members and entries, the spelling of strings and the trailing zeros of numbers in the text it came from.
/// </summary>
internal static class InputFingerprint
{
    /// <summary>Computes the fingerprint of an input of a bot, whose shape has a version.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="version">The version of the input's shape.</param>
    /// <param name="input">The input.</param>
    /// <param name="info">Its contract, from <see cref="BotJson.Options"/>.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The input cannot be written as JSON.</exception>
    public static byte[] Compute<T>(string bot, int version, T input, JsonTypeInfo<T> info)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bot}\n{version}\n")));
        hash.AppendData(Compute(input, info));
        return hash.GetHashAndReset();
    }

    /// <summary>Computes the fingerprint of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="info">Its contract, from <see cref="BotJson.Options"/>.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The input, made by code, cannot be written as JSON: it holds an infinite number or a cycle, or is too deep.</exception>
    public static byte[] Compute<T>(T input, JsonTypeInfo<T> info)
    {
        var canonical = new ArrayBufferWriter<byte>(256);
        try
        {
            using var document = JsonSerializer.SerializeToDocument(input, info);
            using var writer = new Utf8JsonWriter(canonical, new JsonWriterOptions { SkipValidation = true });
            CanonicalJson.Write(writer, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new ArgumentException("The input cannot be written as JSON, so it cannot be compared with another one.", nameof(input), exception);
        }

        return SHA256.HashData(canonical.WrittenSpan);
    }
}
