using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace BotKit.AspNetCore.Security;

/// <summary>
/// Keeps other sites from using a visitor's browser. A call that a cookie authenticates must carry the header
/// <c>X-BotKit: 1</c>, which no form and no foreign script can send, and must come from the same origin.
/// </summary>
internal static class CrossSite
{
    public const string Header = "X-BotKit";
    private const string FetchSite = "Sec-Fetch-Site";

    // What a browser sends by itself, to any site's request.
    private static readonly string[] AmbientSchemes = ["Basic", "Digest", "Negotiate", "NTLM", "Kerberos"];

    /// <summary>Says why a call that changes something is refused.</summary>
    /// <returns>A sentence for the caller; <see langword="null"/> when the call may pass.</returns>
    public static async ValueTask<string?> RefuseAsync(HttpContext context)
    {
        if (await IsByCookieAsync(context).ConfigureAwait(false))
        {
            return context.Request.Headers[Header] == "1" && IsSameOrigin(context.Request) == true
                ? null
                : $"A call with a cookie needs the header {Header}: 1 and must come from the same origin.";
        }

        return !HasToken(context.Request) && IsSameOrigin(context.Request) == false
            ? "The call comes from another origin."
            : null;
    }

    private static async ValueTask<bool> IsByCookieAsync(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true } || !context.Request.Headers.ContainsKey(HeaderNames.Cookie))
        {
            return false;
        }

        var scheme = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme;
        if (scheme is not null && context.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes)
        {
            // Where several schemes were asked for, their names come joined.
            foreach (var name in scheme.Split(';'))
            {
                var known = await schemes.GetSchemeAsync(name).ConfigureAwait(false);
                if (typeof(CookieAuthenticationHandler).IsAssignableFrom(known?.HandlerType))
                {
                    return true;
                }
            }
        }

        // A host's own handler may read a cookie too. What carries a cookie and no token is taken for such a call.
        return !HasToken(context.Request);
    }

    // No other site can make a browser send such a header.
    private static bool HasToken(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var scheme = authorization.AsSpan(0, Math.Max(0, authorization.IndexOf(' ')));
        if (scheme.IsEmpty)
        {
            return false;
        }

        foreach (var ambient in AmbientSchemes)
        {
            if (scheme.Equals(ambient, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    // The browser's own word counts most: behind a proxy the origin may not look like this host.
    private static bool? IsSameOrigin(HttpRequest request)
    {
        if (request.Headers[FetchSite] is [{ Length: > 0 } site])
        {
            return site == "same-origin";
        }

        return request.Headers.Origin is [{ Length: > 0 } origin]
            ? string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            : null;
    }
}
