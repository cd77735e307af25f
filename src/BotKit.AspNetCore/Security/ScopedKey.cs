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
    private const int PrefixLength = CallerLength + 2;
    private const char Mark = '@';
    private const char Separator = ':';
    private const char Hashed = '#';

    public static string Of(Caller caller, string key)
    {
        var prefix = Mark + Hash(caller.Id)[..CallerLength] + Separator;
        return prefix.Length + key.Length <= BotDefaults.MaxIdempotencyKeyLength ? prefix + key : prefix + Hashed + Hash(key);
    }

    /// <summary>The key of one run of a call that concerns many.</summary>
    /// <param name="scoped">The key of the call, as the ledger keeps it.</param>
    /// <param name="executionId">The run.</param>
    public static string Of(string scoped, Guid executionId)
    {
        var key = $"{scoped}/{executionId}";
        return key.Length <= BotDefaults.MaxIdempotencyKeyLength ? key : scoped[..PrefixLength] + Hashed + Hash(key);
    }

    /// <summary>The key as its caller sent it, as far as it can be told: one that is too long for the ledger is shown as its hash.</summary>
    public static string? Shown(string? key)
        => key is { Length: > PrefixLength } && key[0] == Mark && key[PrefixLength - 1] == Separator ? key[PrefixLength..] : key;

    private static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
