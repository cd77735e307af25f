namespace BotKit.Handlers;

/// <summary>A secret that <c>http</c> tasks send in a header. Definitions, journals, logs and graphs hold its name alone.</summary>
public sealed class WorkflowSecretOptions
{
    /// <summary>The secret: 1 to 8,192 printable ASCII characters. No default.</summary>
    public string Value { get; set; } = "";

    /// <summary>The hosts that it may be sent to, as in <see cref="WorkflowHttpOptions.AllowedHosts"/>. Default none: it is sent nowhere.</summary>
    public IList<string> Hosts { get; } = [];
}
