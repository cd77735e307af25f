namespace BotKit.Handlers.Workflows;

/// <summary>The defaults and limits of <c>http</c> tasks.</summary>
internal static class HttpTaskDefaults
{
    /// <summary>As much as goes from one state to the next.</summary>
    public const int MaxResponseBytes = 256 * 1024;

    /// <summary>How deep the JSON of a response may nest.</summary>
    public const int MaxDepth = 40;

    public const int MaxUrl = 4_000;
    public const int MaxHeaders = 50;
    public const int MaxHeaderValue = 4_000;
    public const int MaxSecret = 8_192;
    public const int MaxResponseHeaderKilobytes = 16;

    // A shorter one would blank words of a response that are none.
    public const int MinMaskedSecret = 6;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan MaxConnectTimeout = TimeSpan.FromMinutes(2);

    // A host whose address has changed is found under the new one after this at the latest.
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
}
