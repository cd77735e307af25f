using BotKit.SampleHost.Login;

namespace BotKit.SampleHost;

/// <summary>What the host prints once it listens. It goes to the console, not to the log, because it holds secrets.</summary>
internal static class Greeting
{
    public static void Print(WebApplication app, AdminToken token)
    {
        var address = Reachable(app.Urls.FirstOrDefault() ?? "http://localhost");
        var code = app.Services.GetRequiredService<LoginCodes>().Create();
        var lines = $"""

            BotKit sample host:  {address}
            Log in (works once, within {LoginCodes.Lifetime.TotalMinutes:0} minutes):  {address}/login#code={code}

            """;
        if (token.Shown is { } shown)
        {
            token.Keep();
            lines += $"""
                Admin token (shown only now; for 'Authorization: Bearer'):  {shown}

                """;
        }

        Console.WriteLine(lines + "Ready. Press Ctrl+C to stop." + Environment.NewLine);
    }

    /// <summary>An address that a browser on this machine can open.</summary>
    private static string Reachable(string address)
        => address.Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .TrimEnd('/');
}
