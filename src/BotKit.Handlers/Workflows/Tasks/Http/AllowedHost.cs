using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace BotKit.Handlers.Workflows;

/// <summary>A host that may be called, as the options name it.</summary>
internal sealed class AllowedHost
{
    private const string Wildcard = "*.";

    private static readonly SearchValues<char> Foreign = SearchValues.Create("*/\\?#@% ");

    private readonly string _host;
    private readonly bool _isWildcard;
    private readonly bool _isPlain;
    private readonly int _port;

    private AllowedHost(Uri address, bool isWildcard)
    {
        _host = address.IdnHost;
        _isWildcard = isWildcard;
        _isPlain = address.Scheme == Uri.UriSchemeHttp;
        _port = address.Port;
    }

    public bool IsPlain => _isPlain;

    public static bool TryParse(string? text, [NotNullWhen(true)] out AllowedHost? host)
    {
        host = null;
        var (scheme, rest) = text?.Split("://", 2) switch
        {
            [var only] => (Uri.UriSchemeHttps, only),
            ["http" or "https", _] and [var first, var second] => (first, second),
            _ => ("", ""),
        };
        var isWildcard = rest.StartsWith(Wildcard, StringComparison.Ordinal);
        var name = isWildcard ? rest[Wildcard.Length..] : rest;
        if (name.Length == 0 || scheme.Length == 0 || name.AsSpan().ContainsAny(Foreign)
            || !Uri.TryCreate($"{scheme}://{name}/", UriKind.Absolute, out var address)
            || address.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic
            || (isWildcard && (address.HostNameType != UriHostNameType.Dns || !address.Host.Contains('.', StringComparison.Ordinal))))
        {
            return false;
        }

        host = new AllowedHost(address, isWildcard);
        return true;
    }

    /// <summary>Whether an address is one of this host's. A trailing dot, which means the same name, makes it another one.</summary>
    public bool Allows(Uri address)
        => (address.Scheme == Uri.UriSchemeHttps || (_isPlain && address.Scheme == Uri.UriSchemeHttp))
        && (address.Port == _port || (_isPlain && address is { Scheme: "https", IsDefaultPort: true }))
        && (_isWildcard
            ? address.IdnHost.Length > _host.Length + 1 && address.IdnHost.EndsWith('.' + _host, StringComparison.OrdinalIgnoreCase)
            : address.IdnHost.Equals(_host, StringComparison.OrdinalIgnoreCase));
}
