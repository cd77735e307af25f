using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BotKit.SampleHost.Login;

/// <summary>Exchanges the code of the printed link, or the token typed by hand, for a cookie.</summary>
internal static class LoginEndpoints
{
    private const string RequiredHeader = "X-BotKit";

    public static void MapLogin(this WebApplication app)
    {
        app.MapPost("/login", LogInAsync).AllowAnonymous().RequireRateLimiting(LoginServices.LoginRate);
        app.MapPost("/logout", (Delegate)LogOutAsync).RequireAuthorization(LoginServices.Operators);
    }

    private static async Task<IResult> LogInAsync(HttpContext context, LoginRequest request, LoginCodes codes, AdminToken token)
    {
        if (!IsOurPage(context.Request))
        {
            return Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Log in from the login page.");
        }

        if (!(request.Code is { } code && codes.TryUse(code)) && !(request.Token is { } typed && token.Matches(typed)))
        {
            return Results.Problem(
                statusCode: StatusCodes.Status401Unauthorized,
                title: "Not logged in",
                detail: "The code was used, is older than ten minutes or is wrong. Restart the host for a new link, or type the token.");
        }

        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            token.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme)).ConfigureAwait(false);
        return Results.NoContent();
    }

    private static async Task<IResult> LogOutAsync(HttpContext context)
    {
        if (!IsOurPage(context.Request))
        {
            return Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Log out from a page of this host.");
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
        return Results.NoContent();
    }

    // Another site's form cannot send this header, and another site's script may not.
    private static bool IsOurPage(HttpRequest request)
        => request.Headers[RequiredHeader] == "1"
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin";

    internal sealed record LoginRequest(string? Code, string? Token);
}
