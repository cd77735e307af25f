using BotKit.Notifications;

namespace BotKit.Health;

/// <summary>How everything is, at one moment.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="Overall">The worst of all parts.</param>
/// <param name="Bots">Each bot by name.</param>
/// <param name="Database">
/// Whether the contributors named <c>store</c>, BotKit's own store, and <c>database</c>, one of the host's, are healthy; true when there are none.
/// </param>
/// <param name="Scheduler">Whether the contributor named <c>scheduler</c> is healthy; true when there is none.</param>
/// <param name="Alerts">The alerts of the present window.</param>
/// <param name="Reasons">Why <paramref name="Overall"/> is not healthy, a sentence each.</param>
public sealed record BotHealthReport(
    DateTimeOffset Timestamp,
    BotHealthStatus Overall,
    IReadOnlyDictionary<string, BotHealthEntry> Bots,
    bool Database,
    bool Scheduler,
    IReadOnlyList<BotAlert> Alerts,
    IReadOnlyList<string> Reasons);
