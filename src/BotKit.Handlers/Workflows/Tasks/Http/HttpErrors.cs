using System.Globalization;

namespace BotKit.Handlers.Workflows;

/// <summary>The names of what may go wrong with an <c>http</c> task.</summary>
internal static class HttpErrors
{
    /// <summary>What the Task asks for is no request: a member is missing, unknown or not well-formed.</summary>
    public const string InvalidRequest = "Http.InvalidRequest";

    /// <summary>The host, its address, plain HTTP, or a secret for it is not allowed.</summary>
    public const string NotAllowed = "Http.NotAllowed";

    /// <summary>The host has no address, cannot be reached, has no good certificate, or the connection broke off.</summary>
    public const string Unreachable = "Http.Unreachable";

    /// <summary>It took longer than <see cref="WorkflowHttpOptions.Timeout"/>.</summary>
    public const string Timeout = "Http.Timeout";

    /// <summary>The response is longer than <see cref="WorkflowHttpOptions.MaxResponseBytes"/>.</summary>
    public const string TooLarge = "Http.TooLarge";

    /// <summary>The response says that it is JSON and is not, is compressed, or is no text.</summary>
    public const string InvalidResponse = "Http.InvalidResponse";

    /// <summary>Any status but 2xx: <c>Http.404</c>, <c>Http.503</c>, and <c>Http.302</c>, since redirects are not followed.</summary>
    public static string OfStatus(int status) => string.Create(CultureInfo.InvariantCulture, $"Http.{status}");
}
