using BotKit.Notifications.Channels;

namespace BotKit.Notifications.Delivery;

/// <summary>The channels by name.</summary>
internal sealed class ChannelDirectory(IReadOnlyDictionary<string, IAlertChannel> channels)
{
    public IEnumerable<string> Names => channels.Keys;

    public IEnumerable<IAlertChannel> All => channels.Values;

    public IAlertChannel Get(string name)
        => channels.GetValueOrDefault(name) ?? throw new BotException("unknown_channel", $"There is no channel '{name}' any more.");
}
