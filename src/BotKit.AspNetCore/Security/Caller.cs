using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Security;

/// <summary>Who calls: the authenticated user, else the remote address. A header of the caller's own never decides it.</summary>
/// <param name="Id">Tells callers apart; two users of the same name at different issuers are two callers.</param>
/// <param name="Name">The caller for people.</param>
internal sealed record Caller(string Id, string Name)
{
    private const int MaxNameLength = 100;

    // From the most to the least particular.
    private static readonly string[] IdClaims = ["sub", ClaimTypes.NameIdentifier, ClaimTypes.Name, "client_id", "azp", "appid"];

    public static Caller Of(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true } identity)
        {
            foreach (var type in IdClaims)
            {
                if (context.User.FindFirst(type) is { Value.Length: > 0 } claim)
                {
                    return new($"user:{type}:{claim.Issuer}:{claim.Value}", Readable(identity.Name ?? claim.Value));
                }
            }
        }

        var address = Address(context.Connection.RemoteIpAddress);
        return new("address:" + address, "anonymous at " + address);
    }

    // One IPv6 customer owns a /64 at least, and could be another caller with each call.
    private static string Address(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes) + "/64";
    }

    private static string Readable(string name)
    {
        var readable = new StringBuilder(Math.Min(name.Length, MaxNameLength));
        foreach (var rune in name.EnumerateRunes())
        {
            if (readable.Length + rune.Utf16SequenceLength > MaxNameLength)
            {
                break;
            }

            readable.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format ? "?" : rune.ToString());
        }

        return readable.ToString();
    }
}
