using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.AspNetCore.Tests;

/// <summary>Logins by token (<c>Bearer name+role+role</c>) and by cookie, and the policies of the tests.</summary>
internal static class Logins
{
    public const string Bearer = "Bearer";
    public const string Cookies = "Cookies";

    public static void AddLogins(this IServiceCollection services)
    {
        services.AddAuthentication("Either")
            .AddPolicyScheme("Either", null, options => options.ForwardDefaultSelector =
                context => context.Request.Headers.Authorization.Count > 0 ? Bearer : Cookies)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Bearer, null)
            .AddCookie(Cookies);
        services.AddAuthorizationBuilder()
            .AddPolicy("viewers", policy => policy.RequireRole("viewer", "operator"))
            .AddPolicy("operators", policy => policy.RequireRole("operator"))
            .AddPolicy("revealers", policy => policy.RequireRole("revealer"));
    }

    public static void MapLogin(this WebApplication app)
        => app.MapPost("/login", context => context.SignInAsync(Cookies, Principal(context.Request.Query["token"]!, Cookies))).AllowAnonymous();

    /// <summary>Logs in and gives the cookie.</summary>
    public static async Task<string> LogInAsync(this ApiHost host, string token = ApiHost.Operator)
    {
        using var answer = await host.As(null).PostAsync("/login?token=" + Uri.EscapeDataString(token), null);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public static ClaimsPrincipal Principal(string token, string scheme)
    {
        var parts = token.Split('+');
        var identity = new ClaimsIdentity([new Claim("sub", parts[0]), new Claim(ClaimTypes.Name, parts[0])], scheme);
        identity.AddClaims(parts.Skip(1).Select(role => new Claim(ClaimTypes.Role, role)));
        return new ClaimsPrincipal(identity);
    }

    internal sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            return Task.FromResult(header.StartsWith("Bearer ", StringComparison.Ordinal) && header.Length > 7
                ? AuthenticateResult.Success(new AuthenticationTicket(Principal(header[7..], Bearer), Bearer))
                : AuthenticateResult.NoResult());
        }
    }
}
