using System.Security.Cryptography;
using System.Text;

namespace BotKit.SampleHost.Login;

/// <summary>Secrets with 256 random bits. They cannot be guessed, so a plain SHA-256 is enough to store them by.</summary>
internal static class SecretText
{
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static bool Matches(string secret, ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
