using System.Collections.Concurrent;

namespace BotKit.Notifications.Health;

/// <summary>How the channels are lately.</summary>
internal sealed class ChannelConditions(TimeProvider clock)
{
    /// <summary>How long a failure or a drop is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, ChannelCondition> _channels = new(StringComparer.Ordinal);

    public ChannelCondition Of(string channel) => _channels.GetOrAdd(channel, static (_, clock) => new ChannelCondition(clock), clock);

    public IEnumerable<string> Reasons()
    {
        foreach (var (name, condition) in _channels.OrderBy(static channel => channel.Key, StringComparer.Ordinal))
        {
            if (condition.Failure is { } failure)
            {
                yield return $"Channel {name} failed: {failure}";
            }

            if (condition.HasDropped)
            {
                yield return $"Channel {name} has dropped messages.";
            }
        }
    }
}
