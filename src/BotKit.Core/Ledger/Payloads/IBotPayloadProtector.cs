using System.Security.Cryptography;

namespace BotKit.Ledger;

/// <summary>
/// Encrypts what the ledger stores of members marked <see cref="SensitiveAttribute"/>. Registered with
/// <c>ProtectPayloads</c>; every node that shares a store needs the same keys. It is called by many threads at a time, and
/// synchronously: keys come from memory. Which key was used, and how keys are exchanged, is its own affair: it must be able to
/// read what it wrote for as long as runs are kept.
/// </summary>
public interface IBotPayloadProtector
{
    /// <summary>Encrypts and authenticates.</summary>
    /// <param name="plaintext">What nobody else may read.</param>
    /// <returns>Bytes that say nothing of it but its length.</returns>
    /// <exception cref="Exception">It cannot be done now: the run is refused with <see cref="BotErrorCodes.StoreUnavailable"/>, and nothing is stored.</exception>
    byte[] Protect(ReadOnlySpan<byte> plaintext);

    /// <summary>Decrypts what <see cref="Protect"/> has made, here or on another node.</summary>
    /// <param name="protectedBytes">What it returned.</param>
    /// <returns>What it was given.</returns>
    /// <exception cref="CryptographicException">It never made these bytes, they were changed, or their key is gone: a run that needs them fails.</exception>
    /// <exception cref="Exception">Any other one: it cannot be said now, and the run is tried again after a few seconds.</exception>
    byte[] Unprotect(ReadOnlySpan<byte> protectedBytes);
}
