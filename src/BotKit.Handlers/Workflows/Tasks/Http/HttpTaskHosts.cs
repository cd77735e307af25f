using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>Where calls may go, and which secrets they may take along.</summary>
internal sealed class HttpTaskHosts(IOptions<WorkflowHttpOptions> options)
{
    private readonly AllowedHost[] _hosts = Parse(options.Value.AllowedHosts);

    private readonly Dictionary<string, (string Value, AllowedHost[] Hosts)> _secrets = options.Value.Secrets.ToDictionary(
        static it => it.Key, static it => (it.Value.Value, Parse(it.Value.Hosts)), StringComparer.Ordinal);

    public bool AllowsPlain => _hosts.Any(static host => host.IsPlain);

    /// <summary>Every secret, for looking for them in what comes back.</summary>
    public IEnumerable<string> Values => _secrets.Values.Select(static it => it.Value);

    public bool Allows(Uri address) => _hosts.Any(host => host.Allows(address));

    public bool HasSecret(string name) => _secrets.ContainsKey(name);

    /// <returns>The secret; <see langword="null"/> when there is none of that name, or it must not be sent there.</returns>
    public string? SecretFor(string name, Uri address)
        => _secrets.TryGetValue(name, out var secret) && secret.Hosts.Any(host => host.Allows(address)) ? secret.Value : null;

    private static AllowedHost[] Parse(IEnumerable<string> hosts)
        => [.. hosts.Select(static text => AllowedHost.TryParse(text, out var host) ? host : null).OfType<AllowedHost>()];
}
