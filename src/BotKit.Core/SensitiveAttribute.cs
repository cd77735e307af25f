namespace BotKit;

/// <summary>
/// Marks a member whose value must not be shown: it is masked in logs, API answers, the dashboard and alerts.
/// In inputs it is encrypted in the store where an <c>IBotPayloadProtector</c> is registered.
/// On a positional record write <c>[property: Sensitive]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute
{
    /// <summary>What is shown instead of the value.</summary>
    public const string Mask = "***";
}
