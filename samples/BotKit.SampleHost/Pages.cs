using BotKit.SampleHost.Login;

namespace BotKit.SampleHost;

/// <summary>The two pages and their files; nothing else of the folder is served.</summary>
internal static class Pages
{
    public static void MapPages(this WebApplication app)
    {
        Map("/login", "login.html", "text/html; charset=utf-8").AllowAnonymous();
        Map("/login.js", "login.js", "text/javascript; charset=utf-8").AllowAnonymous();
        Map("/site.css", "site.css", "text/css; charset=utf-8").AllowAnonymous();
        Map("/", "index.html", "text/html; charset=utf-8").RequireAuthorization(LoginServices.Operators);
        Map("/index.js", "index.js", "text/javascript; charset=utf-8").RequireAuthorization(LoginServices.Operators);

        IEndpointConventionBuilder Map(string path, string file, string type)
            => app.MapGet(path, () => Results.File(Path.Combine(app.Environment.ContentRootPath, "wwwroot", file), type));
    }

    /// <summary>Headers that keep a page to its own files and out of frames.</summary>
    public static void UsePageSecurity(this WebApplication app)
        => app.Use(static (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-store";
            return next(context);
        });
}
