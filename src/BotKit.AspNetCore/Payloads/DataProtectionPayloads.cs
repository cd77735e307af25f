using System.Security.Cryptography;
using BotKit.Ledger;
using Microsoft.AspNetCore.DataProtection;

namespace BotKit.AspNetCore.Payloads;

/// <summary>Encrypts with the host's data protection, under a purpose of BotKit's own.</summary>
internal sealed class DataProtectionPayloads(IDataProtectionProvider provider) : IBotPayloadProtector
{
    private const string Purpose = "BotKit.Payloads";

    private readonly IDataProtector _protector = provider.CreateProtector(Purpose);

    public byte[] Protect(ReadOnlySpan<byte> plaintext) => _protector.Protect(plaintext.ToArray());

    public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes)
    {
        try
        {
            return _protector.Unprotect(protectedBytes.ToArray());
        }
        catch (CryptographicException exception) when (exception.InnerException is not (null or CryptographicException))
        {
            // Data protection says so too when it could not read its keys, which is no fault of these bytes.
            throw new InvalidOperationException("The keys of data protection cannot be read.", exception);
        }
    }
}
