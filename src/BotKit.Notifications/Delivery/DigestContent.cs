namespace BotKit.Notifications.Delivery;

/// <summary>The alerts of a digest until it is sent.</summary>
/// <param name="Alerts">The first of them.</param>
/// <param name="Total">How many there are.</param>
/// <param name="IsSealed">Whether it is being sent, so that nothing can be added any more.</param>
internal sealed record DigestContent(IReadOnlyList<BotAlert> Alerts, int Total, bool IsSealed)
{
    /// <summary>Alerts that are kept; the others are counted.</summary>
    public const int MaxKept = 200;

    public static DigestContent Empty { get; } = new([], 0, IsSealed: false);

    public bool Holds(BotAlert alert) => Alerts.Any(kept => kept.Id == alert.Id);

    public DigestContent With(BotAlert alert) => this with { Alerts = Alerts.Count < MaxKept ? [.. Alerts, alert] : Alerts, Total = Total + 1 };
}
