using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BotKit.AspNetCore.Security;

/// <summary>
/// A caller's idempotency key as the ledger keeps it. It begins with the caller, so that nobody is given another caller's stored
/// envelope by guessing a key.
/// </summary>
internal static class ScopedKey
{
    private const int CallerLength = 16;
    private const char Separator = ':';
    private const char Hashed = '#';

    public static string Of(Caller caller, string key)
    {
        var prefix = Hash(caller.Id)[..CallerLength] + Separator;
        return prefix.Length + key.Length <= BotDefaults.MaxIdempotencyKeyLength ? prefix + key : prefix + Hashed + Hash(key);
    }

    /// <summary>The key as its caller sent it, as far as it can be told.</summary>
    public static string? Shown(string? key, BotTrigger trigger)
        => key?.IndexOf(Separator, StringComparison.Ordinal) == CallerLength && trigger == BotTrigger.Http ? key[(CallerLength + 1)..] : key;

    private static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
