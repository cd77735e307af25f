using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotKit.Notifications.Channels;

/// <summary>Signs what is sent, together with the time, so that nobody else can send it, nor this again later.</summary>
internal static class WebhookSignature
{
    public const string Header = "BotKit-Signature";

    /// <summary><c>t={seconds since 1970},v1={hex of HMAC-SHA256 over "{t}." and the body}</c>.</summary>
    public static string Of(string secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = new byte[time.Length + 1 + body.Length];
        Encoding.ASCII.GetBytes(time + ".", signed);
        body.CopyTo(signed.AsSpan(time.Length + 1));
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
