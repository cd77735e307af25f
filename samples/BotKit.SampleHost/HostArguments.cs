namespace BotKit.SampleHost;

/// <summary>The command line: what is the sample's own, and where its files are.</summary>
internal static class HostArguments
{
    private const string ResetToken = "--reset-admin-token";

    public static WebApplicationOptions Parse(string[] args, out bool resetToken)
    {
        resetToken = args.Contains(ResetToken, StringComparer.Ordinal);
        return new WebApplicationOptions
        {
            Args = WithoutSwitches(args),
            ContentRootPath = File.Exists("bots.json") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory,
        };
    }

    /// <summary>The arguments that are settings; a bare switch would take the next one for its value.</summary>
    public static string[] WithoutSwitches(string[] args) => [.. args.Where(static argument => argument != ResetToken)];
}
