using System.Security.Cryptography;
using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

/// <summary>Encrypts with the last of its keys, and decrypts with any of them.</summary>
internal sealed class TestProtector(params byte[] keys) : IBotPayloadProtector
{
    private const int TagLength = 16;

    /// <summary>Thrown instead of doing anything.</summary>
    public Exception? Failure { get; set; }

    public int Calls { get; private set; }

    public byte[] Protect(ReadOnlySpan<byte> plaintext)
    {
        Enter();
        var result = new byte[1 + TagLength + plaintext.Length];
        result[0] = keys[^1];
        using var aes = Aes(result[0]);
        aes.Encrypt(new byte[12], plaintext, result.AsSpan(1 + TagLength), result.AsSpan(1, TagLength));
        return result;
    }

    public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes)
    {
        Enter();
        if (protectedBytes.Length <= TagLength || !keys.Contains(protectedBytes[0]))
        {
            throw new CryptographicException("No such key.");
        }

        var plain = new byte[protectedBytes.Length - 1 - TagLength];
        using var aes = Aes(protectedBytes[0]);
        aes.Decrypt(new byte[12], protectedBytes[(1 + TagLength)..], protectedBytes.Slice(1, TagLength), plain);
        return plain;
    }

    private static AesGcm Aes(byte key) => new(Enumerable.Repeat(key, 16).ToArray(), TagLength);

    private void Enter()
    {
        Calls++;
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
