using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace BotKit.SampleHost.Login;

/// <summary>Cookie login for people, bearer token for programs; everything else is refused.</summary>
internal static class LoginServices
{
    public const string Operators = "operators";
    public const string LoginRate = "login";
    private const string Either = "CookieOrBearer";

    public static void AddLogin(this IServiceCollection services, DataFolder folder, AdminToken token)
    {
        services.AddSingleton(token);
        services.AddSingleton<LoginCodes>();
        services.AddDataProtection()
            .SetApplicationName("BotKit.SampleHost")
            .PersistKeysToFileSystem(new DirectoryInfo(folder.File("keys")));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? BearerTokenHandler.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(BearerTokenHandler.SchemeName, configureOptions: null)
            .AddCookie(ConfigureCookie);
        services.AddAuthorizationBuilder()
            .AddPolicy(Operators, static policy => policy.RequireAuthenticatedUser())
            .SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimiter(static options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(LoginRate, static _ => RateLimitPartition.GetFixedWindowLimiter(
                "all", static _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "botkit-sample";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = static context =>
        {
            if (!context.HttpContext.RequestServices.GetRequiredService<AdminToken>().Issued(context.Principal))
            {
                context.RejectPrincipal();
            }

            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = static context => RefuseOrShowLogin(context);
        options.Events.OnRedirectToAccessDenied = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    // A page asks for a login; everything else gets the plain answer that a program understands.
    private static Task RefuseOrShowLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path == "/")
        {
            context.Response.Redirect("login");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}
