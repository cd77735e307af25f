using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Which headers a Task may set, and how it names a secret in one.</summary>
internal static class HttpTaskHeaders
{
    public const string Secret = "Secret";
    public const string Prefix = "Prefix";

    // What says where a request goes, how long it is, or what becomes of its connection is not the definition's to say.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "TE", "Trailer", "Expect", "Via", "Forwarded",
        "Accept-Encoding", "Range",
    };

    private static readonly HashSet<string> Credentials = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "X-Api-Key", "Api-Key" };

    /// <returns>Why a Task must not set the header; <see langword="null"/> when it may.</returns>
    public static string? Refuse(string name)
        => name.Length is 0 or > 100 || !name.All(static it => char.IsAsciiLetterOrDigit(it) || it is '-' or '_') ? "The name of a header is not well-formed."
            : Own.Contains(name) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                ? $"The header {name} cannot be set."
            : null;

    /// <summary>Whether it holds credentials, which are never written into a definition.</summary>
    public static bool IsCredential(string name) => Credentials.Contains(name);

    /// <returns>The name of the secret and what stands before it; <see langword="null"/> when the value is no reference to a secret.</returns>
    public static (string Name, string Prefix)? ReadSecret(JsonNode? value)
        => value is JsonObject { Count: 1 or 2 } reference
            && Text(reference[Secret]) is { } name
            && (reference.Count == 1 || Text(reference[Prefix]) is not null)
                ? (name, Text(reference[Prefix]) ?? "")
                : null;

    public static bool IsSendable(string value)
        => value.Length <= HttpTaskDefaults.MaxHeaderValue && !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    public static string? Text(JsonNode? node) => JsonNodes.TryText(node, out var text) ? text : null;
}
