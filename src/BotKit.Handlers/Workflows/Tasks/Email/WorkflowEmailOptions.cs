using System.ComponentModel.DataAnnotations;

namespace BotKit.Handlers;

/// <summary>Whom the <c>email</c> tasks of workflows may write to.</summary>
public sealed class WorkflowEmailOptions
{
    /// <summary>
    /// Who may be written to: addresses such as <c>ops@example.com</c>, and domains such as <c>example.com</c>, without those below them.
    /// Default everybody.
    /// </summary>
    public IList<string> AllowedRecipients { get; } = [];

    /// <summary>Recipients of a message at most, copies included, 1 to 1,000. Default 50.</summary>
    [Range(1, 1_000)]
    public int MaxRecipients { get; set; } = 50;

    /// <summary>
    /// The domain of the Message-IDs, which are made of the run and the state, so that a message that is sent twice after a crash has the
    /// same one. Default <c>botkit.invalid</c>.
    /// </summary>
    [RegularExpression("[A-Za-z0-9]([A-Za-z0-9.-]{0,100}[A-Za-z0-9])?")]
    public string MessageIdDomain { get; set; } = "botkit.invalid";

    /// <summary>What was wrong with the configuration these options were read from; reported together with broken rules.</summary>
    internal List<string> ConfigurationErrors { get; } = [];
}
