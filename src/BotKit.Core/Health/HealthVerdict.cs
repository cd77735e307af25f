namespace BotKit.Health;

/// <summary>The worst of what was added, and the reasons, each once.</summary>
internal sealed class HealthVerdict
{
    private readonly List<string> _reasons = [];

    public BotHealthStatus Overall { get; private set; }

    public IReadOnlyList<string> Reasons => _reasons;

    /// <returns>Whether there was anything to add.</returns>
    public bool Add(BotHealthStatus status, string reason)
    {
        if (status == BotHealthStatus.Healthy)
        {
            return false;
        }

        if (!_reasons.Contains(reason))
        {
            _reasons.Add(reason);
        }

        Overall = status > Overall ? status : Overall;
        return true;
    }
}
