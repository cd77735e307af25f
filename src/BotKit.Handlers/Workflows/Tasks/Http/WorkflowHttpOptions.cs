using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Workflows;

namespace BotKit.Handlers;

/// <summary>Where the <c>http</c> tasks of workflows may go, with which secrets, and how much and how long they take.</summary>
public sealed class WorkflowHttpOptions
{
    /// <summary>
    /// The hosts that may be called: <c>api.example.com</c>, <c>*.example.com</c> for every host below it, with <c>:8443</c> for another
    /// port than 443. <c>http://crm.example.com</c> allows plain HTTP to that host, too. Default none: nothing may be called.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Networks, such as <c>10.2.0.0/16</c>, whose addresses a host may have although they are private, loopback or otherwise not of the
    /// public Internet. Default none.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>The secrets that headers may name, by name: 1 to 100 letters, digits, <c>.</c>, <c>_</c> and <c>-</c>. Default none.</summary>
    public IDictionary<string, WorkflowSecretOptions> Secrets { get; } = new Dictionary<string, WorkflowSecretOptions>(StringComparer.Ordinal);

    /// <summary>How long a call may take, from the connection to the last byte; 100 ms to 15 min. Default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = HttpTaskDefaults.Timeout;

    /// <summary>How long making a connection may take, 100 ms to 2 min. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = HttpTaskDefaults.ConnectTimeout;

    /// <summary>Bytes of a response's body at most, 1 to 16,777,216. Default 262,144 (256 KiB), as much as goes from one state to the next.</summary>
    [Range(1, 16 << 20)]
    public int MaxResponseBytes { get; set; } = HttpTaskDefaults.MaxResponseBytes;

    /// <summary>The header that carries the key under which a call happens once; it goes with every method but GET and HEAD. Default <c>Idempotency-Key</c>.</summary>
    [RegularExpression("[A-Za-z][A-Za-z0-9-]{0,62}")]
    public string IdempotencyHeader { get; set; } = "Idempotency-Key";

    internal List<string> ConfigurationErrors { get; } = [];
}
